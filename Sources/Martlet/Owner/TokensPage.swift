import IndieWeb

/// The values of `tokens.mustache`: what apps may do, and the form to make a token by hand.
struct TokensPage: Page {
    static let template = "tokens"

    let frame: OwnerFrame
    /// Newest first.
    let tokens: [Token]
    /// The newest refused request of each token.
    let refusals: [Int64: ClientRequest]
    let demand: OwnerProof.Demand
    let clock: Clock
    /// What a form that was refused had in it.
    var refused: [FormField] = []

    var values: [String: Any] {
        let now = clock.now()
        let (valid, ended) = (tokens.filter { $0.isAlive(at: now) }, tokens.filter { !$0.isAlive(at: now) })
        var values = frame.values(title: "Tokens")
        values["tokens"] = valid.map { token($0, at: now) }
        values["hasTokens"] = !valid.isEmpty
        values["endedTokens"] = ended.prefix(Self.mostEnded).map { token($0, at: now) }
        values["hasEndedTokens"] = !ended.isEmpty
        values["makeName"] = refused.first { $0.name == "name" }?.value ?? ""
        let chosen = refused.isEmpty ? ["create", "media"] : refused.filter { $0.name == "scope" }.map(\.value)
        values["makeURL"] = frame.site.url(OwnerPath.tokens)
        values["makeScopes"] = Scope.known.filter { $0.word != "post" }.map { known -> [String: Any] in
            ["name": known.word, "meaning": known.meaning, "isChecked": chosen.contains(known.word)]
        }
        values["expiries"] = TokenLifetime.choices(chosen: .unlimited, renews: false)
        values["asksPassphrase"] = demand == .passphrase
        values["asksConfirmation"] = demand == .signIn
        values["confirmURL"] = frame.site.url(OwnerPath.confirm)
        return values
    }

    /// How many ended tokens are listed.
    private static let mostEnded = 50

    private func token(_ token: Token, at now: Int64) -> [String: Any] {
        var values: [String: Any] = ["id": String(token.id), "name": token.name, "hasClient": token.clientID != nil]
        values["clientID"] = token.clientID ?? ""
        values.setTime("created", token.createdAt, clock)
        values["hasLastUse"] = token.lastUsedAt != nil
        values.setTime("lastUsed", token.lastUsedAt ?? 0, clock)
        values["hasExpiry"] = token.expiresAt != nil
        values.setTime("expires", token.expiresAt ?? 0, clock)
        let state = token.state(at: now)
        values["isValid"] = token.isAlive(at: now)
        values["state"] = state == .expired && token.isAlive(at: now) ? "expired, can be renewed" : state.rawValue
        let words = token.scope.words + Scope.known.map(\.word).filter { !token.scope.words.contains($0) }
        values["scopes"] = words.map { ["name": $0, "isGranted": token.scope.words.contains($0)] as [String: Any] }
        let refusal = refusals[token.id]
        values["hasError"] = refusal != nil
        values["error"] = [
            "reason": refusal?.reason ?? "", "message": refusal?.message ?? "",
            "atText": refusal.map { clock.date(at: $0.requestedAt).text } ?? "",
        ]
        values["scopesURL"] = frame.site.url("\(OwnerPath.tokens)/\(token.id)/scopes")
        values["revokeURL"] = frame.site.url("\(OwnerPath.tokens)/\(token.id)/revoke")
        return values
    }
}
