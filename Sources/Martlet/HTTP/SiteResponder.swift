import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1

/// The outermost step of every request that isn't answered from memory: refuses bad paths, maps errors, adds the headers.
struct SiteResponder: HTTPResponder {
    let routes: RouteTable
    let router: RouterResponder<SiteContext>
    let errorPages: ErrorPages
    let logger: Logger

    /// Where the framework looks for a request's number.
    private static let requestID = "hb.request.id"

    func respond(to request: Request, context: SiteContext) async throws -> Response {
        // The context's own logger is the framework's, which we keep quiet.
        var context = context
        let id = context.logger[metadataKey: Self.requestID]
        context.logger = logger
        context.logger[metadataKey: Self.requestID] = id
        var response: Response
        do {
            switch RequestPath.check(request.head.path ?? "") {
            case .fine: response = try await route(request, context)
            case .redirect(let path): response = Self.redirect(to: path)
            case .refuse(let reason): throw SiteError(.badRequest, reason)
            }
        } catch let error as HTTPParserError {
            throw error
        } catch {
            response = answer(error, to: request, context)
        }
        if request.method == .head { response = response.createHeadResponse() }
        SecurityHeaders.add(to: &response.headers)
        return response
    }

    private func route(_ request: Request, _ context: SiteContext) async throws -> Response {
        guard RouteTable.methods.contains(request.method) else {
            throw SiteError(.notImplemented, "This server doesn't know the method \(request.method.rawValue).")
        }
        let response = try await router.respond(to: request, context: context)
        // The router answers an address that nobody has with an empty 404 of its own.
        guard response.status != .notFound else { throw SiteError.notFound }
        return response
    }

    private func answer(_ error: any Error, to request: Request, _ context: SiteContext) -> Response {
        let problem = Problem(error)
        if problem.isFault {
            context.logger.error(
                "request failed",
                metadata: [
                    "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(problem.status.code)",
                    "error": "\(error)",
                ])
        } else {
            context.logger.debug(
                "request refused",
                metadata: [
                    "path": "\(request.uri.path)", "status": "\(problem.status.code)", "why": "\(problem.message)",
                ])
        }
        guard routes.isEndpoint(request.method, request.uri.path) else { return errorPages.response(problem) }
        var response = problem.json
        CrossOrigin.add(to: &response.headers)
        return response
    }

    private static func redirect(to path: String) -> Response {
        Response(status: .movedPermanently, headers: [.location: path, .cacheControl: "public, max-age=3600"])
    }
}

/// What a request's target must look like before any route sees it.
enum RequestPath {
    enum Verdict: Equatable {
        case fine
        /// Where the same path stands without doubled or trailing slashes.
        case redirect(String)
        case refuse(String)
    }

    /// Looks at the target's bytes: control characters, plain or percent-encoded, and broken escapes are refused.
    static func check(_ target: String) -> Verdict {
        guard target.utf8.count <= 12_288 else { return .refuse("the address is too long") }
        guard target.utf8.first == UInt8(ascii: "/") else { return .refuse("the address must be a path") }
        let path = target.prefix { $0 != "?" }
        var bytes = Array(path.utf8)[...]
        var isUntidy = path != "/" && path.hasSuffix("/")
        var last: UInt8 = 0
        // The path with each character written in one way only: what is kept for one address is found by it.
        var tidy: [UInt8] = []
        while let byte = bytes.popFirst() {
            var written = [byte]
            if byte == UInt8(ascii: "%") {
                guard bytes.count >= 2, let value = UInt8(String(decoding: bytes.prefix(2), as: UTF8.self), radix: 16),
                    value >= 0x20, value != 0x7F
                else { return .refuse("the address has a broken or forbidden escape") }
                written = isUnreserved(value) ? [value] : [byte] + bytes.prefix(2)
                if written.count == 1 { isUntidy = true }
                bytes.removeFirst(2)
            } else if byte < 0x21 || byte == 0x7F {
                return .refuse("the address has a control character")
            }
            if byte == UInt8(ascii: "/"), last == byte { isUntidy = true }
            last = byte
            tidy += written
        }
        guard isUntidy else { return .fine }
        let segments = String(decoding: tidy, as: UTF8.self).split(separator: "/")
        return .redirect("/" + segments.joined(separator: "/") + target.dropFirst(path.count))
    }

    /// Characters that mean the same with and without an escape (RFC 3986 §2.3), but for the dot: with it, `..` would come.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
