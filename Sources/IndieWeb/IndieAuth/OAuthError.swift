/// A refusal in the words of OAuth, for the body of an answer or for the query of a redirect.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc6749#section-5.2>
package struct OAuthError: Error, Sendable, Equatable {
    /// The `error`: `invalid_request`, `invalid_grant` and so on.
    package let code: String

    /// The `error_description`: a sentence in ASCII without quotation marks and backslashes, safe to show.
    package let message: String

    /// The HTTP status of an answer.
    package let status: Int

    /// A finer word for the owner's log, such as `code_expired`; never sent.
    package let reason: String

    /// - Parameters:
    ///   - status: 401 for `invalid_client` and `invalid_token`, 403 for `insufficient_scope`, else 400 when not given.
    ///   - reason: the code when not given.
    package init(_ code: String, _ message: String, status: Int? = nil, reason: String? = nil) {
        self.code = code
        self.message = message
        self.status = status ?? Self.status(of: code)
        self.reason = reason ?? code
    }

    /// `{"error": …, "error_description": …}`
    package var json: JSONValue {
        ["error": .string(code), "error_description": .string(message)]
    }

    private static func status(of code: String) -> Int {
        switch code {
        case "invalid_client", "invalid_token": 401
        case "insufficient_scope": 403
        case "server_error": 500
        case "temporarily_unavailable": 503
        default: 400
        }
    }
}

extension OAuthError {
    static func missing(_ name: String) -> OAuthError {
        OAuthError("invalid_request", "The parameter \(name) is missing.", reason: "missing_\(name)")
    }

    static func repeated(_ name: String) -> OAuthError {
        OAuthError("invalid_request", "The parameter \(name) is there more than once.", reason: "repeated_\(name)")
    }
}
