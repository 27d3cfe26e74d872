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

    /// The valid token behind a secret.
    ///
    /// - Throws: ``MicropubError/unauthorized`` without any, ``MicropubError/invalidToken`` for one that isn't valid.
    func token(_ secret: String?) async throws -> Token {
        guard let secret else { throw MicropubError.unauthorized }
        guard let token = try await issuer.token(presented: secret) else { throw MicropubError.invalidToken }
        return token
    }

    /// The token of a request that may carry it in the header, where it was looked up already, or in a form.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` when both carry one (RFC 6750 §2); else as ``token(_:)``.
    func token(_ holder: Token?, form secret: String?) async throws -> Token {
        guard let holder else { return try await token(secret) }
        guard secret == nil else {
            throw MicropubError.invalidRequest("The access token is in the header and in the body; send it once.")
        }
        return holder
    }

    /// Checks that a token has one of the scopes that are enough for what it is used for.
    ///
    /// - Throws: ``MicropubError/insufficientScope(_:)`` naming the first.
    static func require(_ scopes: [String], of token: Token) throws {
        guard token.scope.allows(anyOf: scopes) else { throw MicropubError.insufficientScope(scopes.first ?? "") }
    }
}
