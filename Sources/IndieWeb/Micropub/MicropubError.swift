/// Why a Micropub request was refused, in the codes of the specification. Texts are safe to show.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#error-response>
package enum MicropubError: Error, Hashable, Sendable {
    /// 400. The text is a sentence that names the property or value and says what is wrong with it.
    case invalidRequest(String)

    /// 401: no token was sent.
    case unauthorized

    /// 401: the token is unknown, expired or revoked.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc6750#section-3.1>
    case invalidToken

    /// 403: the token is good, but not for this.
    case forbidden(String)

    /// 403: the token lacks this scope.
    ///
    /// Deviation: the recommendation of 2017 says 401 in its error response section; the living standard and RFC 6750 say 403.
    case insufficientScope(String)

    /// 413. The specifications have no code of their own for it: `invalid_request`.
    case requestTooLarge(String)

    /// 415, likewise `invalid_request`.
    case unsupportedMediaType(String)
}

extension MicropubError: CustomStringConvertible {
    /// The HTTP status code.
    package var status: Int {
        switch self {
        case .invalidRequest: 400
        case .unauthorized, .invalidToken: 401
        case .forbidden, .insufficientScope: 403
        case .requestTooLarge: 413
        case .unsupportedMediaType: 415
        }
    }

    /// The `error` of the response body.
    package var code: String {
        switch self {
        case .invalidRequest, .requestTooLarge, .unsupportedMediaType: "invalid_request"
        case .unauthorized: "unauthorized"
        case .invalidToken: "invalid_token"
        case .forbidden: "forbidden"
        case .insufficientScope: "insufficient_scope"
        }
    }

    /// The `error_description` of the response body.
    package var description: String {
        switch self {
        case .invalidRequest(let text), .forbidden(let text): text
        case .requestTooLarge(let text), .unsupportedMediaType(let text): text
        case .unauthorized: "No access token was sent."
        case .invalidToken: "The access token is unknown, expired or revoked."
        case .insufficientScope(let scope): "The access token lacks the scope “\(scope)”."
        }
    }

    /// `{"error": …, "error_description": …}`, and `scope` with the scope that is missing.
    package var json: JSONValue {
        var body: JSONObject = ["error": .string(code), "error_description": .string(description)]
        if case .insufficientScope(let scope) = self { body["scope"] = .string(scope) }
        return .object(body)
    }

    /// The value of `WWW-Authenticate` for 401 and for a missing scope, else `nil`.
    ///
    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc6750#section-3>
    package var challenge: String? {
        switch self {
        case .unauthorized: "Bearer"
        case .invalidToken: #"Bearer error="invalid_token""#
        case .insufficientScope(let scope): #"Bearer error="insufficient_scope", scope="\#(scope)""#
        default: nil
        }
    }
}

extension MicropubError {
    package init(_ error: FormError) {
        if case .tooLong = error {
            self = .requestTooLarge(error.description)
        } else {
            self = .invalidRequest(error.description)
        }
    }

    package init(_ error: JSONError) {
        if case .tooLong = error.reason {
            self = .requestTooLarge(error.description)
        } else {
            self = .invalidRequest(error.description)
        }
    }
}
