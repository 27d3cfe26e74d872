import HTTPTypes
import Hummingbird
import IndieWeb

/// Finds out which token a request carries, and whether it may do what it wants.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc6750#section-2>
struct BearerAuthenticator: Sendable {
    let issuer: TokenIssuer

    /// The token text of the `Authorization` header; nil when there is none of the scheme `Bearer`, in any case.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for more than one such header.
    static func secret(inHeaderOf request: Request) throws -> String? {
        let secrets = request.headers[values: .authorization].compactMap { value -> String? in
            let words = value.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
            return String(words[1])
        }
        guard secrets.count <= 1 else { throw MicropubError.invalidRequest("There is more than one access token.") }
        return secrets.first
    }

    /// The token texts of a form's `access_token` fields.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for more than one.
    static func secret(in fields: [FormField]) throws -> String? {
        let secrets = fields.filter { $0.name == "access_token" }.map(\.value)
        guard secrets.count <= 1 else { throw MicropubError.invalidRequest("There is more than one access token.") }
        return secrets.first.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The valid token behind a header or a form, of which only one may carry it.
    ///
    /// - Throws: ``MicropubError/unauthorized`` without any, ``MicropubError/invalidToken`` for one that isn't valid,
    ///   ``MicropubError/invalidRequest(_:)`` when both carry one (RFC 6750 §2).
    func token(header: String?, form: String? = nil) async throws -> Token {
        guard header == nil || form == nil else {
            throw MicropubError.invalidRequest("The access token is in the header and in the body; send it once.")
        }
        guard let secret = header ?? form else { throw MicropubError.unauthorized }
        guard let token = try await issuer.token(presented: secret) else { throw MicropubError.invalidToken }
        return token
    }

    /// Checks that a token has one of the scopes that are enough for what it is used for.
    ///
    /// - Throws: ``MicropubError/insufficientScope(_:)`` naming the first.
    static func require(_ scopes: [String], of token: Token) throws {
        guard token.scope.allows(anyOf: scopes) else { throw MicropubError.insufficientScope(scopes.first ?? "") }
    }
}
