import HTTPTypes
import Hummingbird
import IndieWeb

/// Finds out which token a request carries, and whether it may do what it wants.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc6750#section-2>
struct BearerAuthenticator: Sendable {
    let issuer: TokenIssuer
    /// Asks the owner's own authorization server; nil while this site is that.
    let foreign: ForeignTokenVerifier?

    /// The token text of the `Authorization` header; nil when there is none of the scheme `Bearer`, in any case.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for more than one such header, and for one without exactly one token.
    static func secret(inHeaderOf request: Request) throws -> String? {
        var secrets: [String] = []
        for value in request.headers[values: .authorization] {
            let words = value.split(separator: " ", omittingEmptySubsequences: true)
            guard words.first?.lowercased() == "bearer" else { continue }
            guard words.count == 2 else {
                throw MicropubError.invalidRequest("The Authorization header has to be “Bearer” and one token.")
            }
            secrets.append(String(words[1]))
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

    /// Who is behind a secret; the log of clients learns it too.
    ///
    /// - Throws: ``MicropubError/unauthorized`` without any, ``MicropubError/invalidToken`` for one that isn't valid, with the
    ///   reason for the owner.
    func bearer(_ secret: String?, _ trace: ClientTrace) async throws -> Bearer {
        guard let secret else { throw MicropubError.unauthorized }
        let bearer: Bearer
        switch try await issuer.look(up: secret) {
        case .valid(let token): bearer = Bearer(token)
        case .ended(let token, let state):
            trace.note(client: Bearer(token).client, tokenID: token.id, isProven: true)
            throw TracedRefusal(
                error: MicropubError.invalidToken, reason: "\(state.rawValue)_token",
                message: "The token “\(token.name)” is \(state.rawValue).")
        case .unknown:
            guard let foreign else { throw MicropubError.invalidToken }
            bearer = try await foreign.bearer(secret)
        }
        trace.note(client: bearer.client, tokenID: bearer.token?.id, isProven: true)
        return bearer
    }

    /// Who sends a request that carries its token in the header or not at all.
    func bearer(of request: Request, _ trace: ClientTrace) async throws -> Bearer {
        try await bearer(Self.secret(inHeaderOf: request), trace)
    }

    /// Who sends a request that may carry its token in the header, where it was looked up already, or in a form.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` when both carry one (RFC 6750 §2); else as ``bearer(_:_:)``.
    func bearer(_ holder: Bearer?, form secret: String?, _ trace: ClientTrace) async throws -> Bearer {
        guard let holder else { return try await bearer(secret, trace) }
        guard secret == nil else {
            throw MicropubError.invalidRequest("The access token is in the header and in the body; send it once.")
        }
        return holder
    }

    /// Notes that a token was used, if that can be written: on a full disk reading goes on.
    func noteUse(of bearer: Bearer) async {
        if let token = bearer.token { try? await issuer.noteUse(of: token) }
    }

    /// Checks that a bearer has one of the scopes that are enough for what it wants.
    ///
    /// - Throws: ``MicropubError/insufficientScope(_:)`` naming the first.
    static func require(_ scopes: [String], of bearer: Bearer) throws {
        guard bearer.scope.allows(anyOf: scopes) else { throw MicropubError.insufficientScope(scopes.first ?? "") }
    }
}
