import HTTPTypes
import Hummingbird
import Images
import IndieWeb
import NIOCore

/// The one mapper from errors to what goes over the wire.
///
/// Known refusals keep their status and text; everything else is an internal error, whose detail only the log gets.
struct Problem: Sendable {
    let status: HTTPResponse.Status
    /// The sentence of a page.
    let message: String
    /// The body of an endpoint's answer: `{"error": …, "error_description": …}`.
    let body: JSONValue
    var headers: HTTPFields = [:]
    /// Whether the owner should find this in the log.
    var isFault = false
    /// A word for the owner's log of clients, where it may be finer than what the client is told.
    var reason = ""
    /// A sentence to go with it.
    var detail = ""

    init(_ error: any Error) {
        switch error {
        case let error as TracedRefusal:
            self.init(error.error)
            reason = error.reason
            detail = error.message
        case let error as SiteError:
            self.init(error.status, error.code, error.message, headers: error.headers)
        case let error as MicropubError:
            self.init(error)
        case let error as OAuthError:
            self.init(HTTPResponse.Status(code: error.status), error.code, error.message)
            reason = error.reason
        case let error as FormError:
            self.init(MicropubError(error))
        case let error as JSONError:
            self.init(MicropubError(error))
        case let error as MultipartError:
            self.init(.badRequest, "invalid_request", error.description)
        case let error as PictureRefusal:
            let isUnsupported = error.reason == .unsupportedType
            self.init(isUnsupported ? .unsupportedMediaType : .badRequest, "invalid_request", error.message)
        case let error as RecordingRefusal:
            self.init(.badRequest, "invalid_request", error.message)
        case let error as HTTPError:
            self.init(error.status, "invalid_request", error.body ?? Self.sentence(for: error.status))
        case let error as PictureFileError where FileError("write", "", code: error.code).isFull:
            self = .diskFull
        case _ where StorageError.isFull(error):
            self = .diskFull
        case StorageError.busy, StorageError.writesStopped, StorageError.commitUncertain, StorageError.commitFailed:
            self.init(.serviceUnavailable, "temporarily_unavailable", "Try again in a moment.")
            headers[.retryAfter] = "5"
            isFault = true
        default:
            self.init(.internalServerError, "server_error", "Internal error")
            isFault = true
        }
    }

    /// The answer of a protocol endpoint.
    var json: Response {
        var headers = headers
        headers[.cacheControl] = "no-store"
        return .json(body, status: status, headers: headers)
    }

    private init(_ status: HTTPResponse.Status, _ code: String, _ message: String, headers: HTTPFields = [:]) {
        self.status = status
        self.message = message
        self.headers = headers
        body = ["error": .string(code), "error_description": .string(message)]
        (reason, detail) = (code, message)
    }

    private init(_ error: MicropubError) {
        status = HTTPResponse.Status(code: error.status)
        message = error.description
        body = error.json
        (reason, detail) = (error == .unauthorized ? "no_token" : error.code, message)
        if let challenge = error.challenge { headers[.wwwAuthenticate] = challenge }
    }

    private static var diskFull: Problem {
        var problem = Problem(
            HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"), "insufficient_storage",
            "The server's disk is full; nothing was stored.")
        problem.isFault = true
        return problem
    }

    private static func sentence(for status: HTTPResponse.Status) -> String {
        switch status {
        case .notFound: SiteError.notFound.message
        case .contentTooLarge: "The request is larger than the server accepts."
        default: "The request can't be answered as it is."
        }
    }
}

extension Response {
    /// A JSON answer.
    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: value.serializedBytes())))
    }
}
