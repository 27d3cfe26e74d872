import HTTPTypes
import Hummingbird
import IndieWeb
import NIOCore

/// The authorization endpoint and its consent screen.
///
/// A client or redirect that isn't right gets a page and never a redirect: that would make this site a springboard.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#authorization-request>
struct AuthorizationRoutes: Sendable {
    let site: Site
    let clients: ClientDirectory
    let codes: CodeIssuer
    let seal: SealedRequest
    let pages: OwnerPages

    /// `GET /auth`: asks the owner, once they are signed in.
    func ask(_ visit: Visit) async throws -> Response {
        try site.requireIdentity()
        visit.context.trace.note(action: "authorization")
        let query = String(visit.request.query)
        let request: AuthorizationRequest
        switch Self.parse(query) {
        case .success(let parsed): request = parsed
        case .failure(.page(let word, let message)): return refuse(word, message, visit)
        case .failure(.redirect(let target, let clientID, let state, let error)):
            note(clientID, visit)
            // Only the owner's browser is led on: for anybody else this would be a springboard to any address.
            guard visit.session != nil else { return OwnerGate.askToSignIn(visit.request) }
            if !target.isSameOrigin(as: clientID) {
                let details = await clients.details(of: clientID)
                if let refusal = refusal(of: target, clientID, details, visit) { return refusal }
            }
            visit.context.trace.note(reason: error.reason, error.message)
            return redirect(to: target, [("error", error.code), ("error_description", error.message)], state: state)
        }
        note(request.clientID, visit)
        guard let signedIn = visit.signedIn else { return OwnerGate.askToSignIn(visit.request) }
        let details = await clients.details(of: request.clientID)
        if let refusal = refusal(of: request.redirectURI, request.clientID, details, visit) { return refusal }
        let sealed = seal.seal(query, for: signedIn.cookie)
        return try await consent(to: request, sealed, details, visit)
    }

    /// `POST /auth/consent`: the owner's answer, which goes to the client by way of the browser.
    func decide(_ owner: OwnerVisit) async throws -> Response {
        try site.requireIdentity()
        let visit = owner.visit
        visit.context.trace.note(action: "consent")
        let sealed = visit.field("request")
        guard let signedIn = visit.signedIn, let query = seal.open(sealed, for: signedIn.cookie),
            case .success(let request) = Self.parse(query)
        else {
            return refuse("request_expired", "This request is out of date. Go back to the app and begin again.", visit)
        }
        note(request.clientID, visit)
        let details = await clients.details(of: request.clientID)
        if let refusal = refusal(of: request.redirectURI, request.clientID, details, visit) { return refusal }
        guard visit.field("decision") == "allow" else {
            visit.context.trace.note(reason: "access_denied", "The owner said no.")
            let parameters = [("error", "access_denied"), ("error_description", "The owner said no.")]
            return redirect(to: request.redirectURI, parameters, state: request.state)
        }
        guard request.codeChallenge != nil || visit.field("old_client") == "1" else {
            try await codes.requirePKCE(of: request.clientID)
            let problem = "This app does not use PKCE. Tick the box to allow it all the same, or deny the request."
            return try await consent(to: request, sealed, details, visit, problem: problem)
        }
        let granted = request.scope.filter(visit.fields("scope").contains)
        guard !granted.isEmpty || request.scope.isEmpty else {
            let problem = "Leave at least one scope ticked, or deny the request."
            return try await consent(to: request, sealed, details, visit, problem: problem)
        }
        guard let lifetime = TokenLifetime(field: visit.field("expiry")) else {
            return try await consent(to: request, sealed, details, visit, problem: "Choose for how long.")
        }
        let code = try await codes.issue(
            CodeIssuer.Consent(
                clientID: request.clientID.description, clientName: details.information?.name,
                redirectURI: request.redirectURI.text, scope: Scope(words: granted),
                codeChallenge: request.codeChallenge,
                lifetime: lifetime.seconds,
                mayOmitPKCE: request.codeChallenge == nil ? true : nil))
        // Clients from before 2020 want `me` here; others ignore what they don't know.
        return redirect(to: request.redirectURI, [("code", code), ("me", site.owner.url)], state: request.state)
    }

    /// What a client says of itself counts as proved where the signed-in owner looks at it.
    private func note(_ client: ClientID, _ visit: Visit) {
        visit.context.trace.note(client: client.description, isProven: visit.session != nil)
    }

    private static func parse(_ query: String) -> Result<AuthorizationRequest, AuthorizationFault> {
        let fields: [FormField]
        do {
            fields = try FormURLEncoded.parse(query: query)
        } catch {
            return .failure(.page(word: "invalid_request", message: error.description))
        }
        return Result { () throws(AuthorizationFault) in try AuthorizationRequest.parse(fields) }
    }

    /// The page for a redirect that isn't the client's own; nil when it is: on the client's origin, or on its list.
    private func refusal(
        of target: RedirectURI, _ client: ClientID, _ details: ClientDirectory.Details, _ visit: Visit
    ) -> Response? {
        if target.isSameOrigin(as: client) { return nil }
        if details.information?.publishes(target) == true { return nil }
        let reason = details.problem.map { " Its list could not be read: \($0)" } ?? ""
        return refuse(
            "redirect_refused",
            "The app wants the answer to go to an address that is neither on its own site nor on the list that it publishes."
                + reason, visit, detail: "client_id: \(client)\nredirect_uri: \(target.text)")
    }

    private func refuse(_ word: String, _ message: String, _ visit: Visit, detail: String? = nil) -> Response {
        visit.context.trace.note(reason: word, message)
        let frame = OwnerFrame(site, visit)
        let page = MessagePage(
            frame: frame, heading: "This app can't be let in", message: message, detail: detail ?? word)
        return pages.response(page, status: .badRequest)
    }

    private func consent(
        to request: AuthorizationRequest, _ sealed: String, _ details: ClientDirectory.Details, _ visit: Visit,
        problem: String? = nil
    ) async throws -> Response {
        let page = ConsentPage(
            frame: OwnerFrame(site, visit, problem: problem), request: request, sealed: sealed, details: details,
            mayOmitPKCE: try await codes.mayOmitPKCE(request.clientID))
        return pages.response(page, status: problem == nil ? .ok : .badRequest, leadsAway: true)
    }

    /// 303 to the client, with the state exactly as it came and our issuer (RFC 9207).
    private func redirect(to target: RedirectURI, _ parameters: [(String, String)], state: String?) -> Response {
        let all = parameters + (state.map { [("state", $0)] } ?? []) + [("iss", site.issuer)]
        return .seeOther(target.appending(all), headers: [.referrerPolicy: "no-referrer"])
    }
}
