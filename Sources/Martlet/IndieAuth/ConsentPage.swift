import IndieWeb

/// The values of `consent.mustache`: a client asks the owner for access.
struct ConsentPage: Page {
    static let template = "consent"

    let frame: OwnerFrame
    let request: AuthorizationRequest
    /// The request again, proved to be the one that was shown.
    let sealed: String
    let details: ClientDirectory.Details
    /// Whether the owner has let this client omit PKCE before.
    let mayOmitPKCE: Bool

    var values: [String: Any] {
        var values = frame.values(title: "Allow access?")
        values["client"] = client
        values["clientProblem"] = details.problem
        values["redirectURI"] = request.redirectURI.text
        values["showsRedirect"] = !request.redirectURI.isSameOrigin(as: request.clientID)
        values["redirectHost"] = request.redirectURI.host ?? request.redirectURI.scheme + ":"
        values["me"] = frame.site.owner.url
        values["isIdentityOnly"] = request.scope.isEmpty
        values["hasScopes"] = !request.scope.isEmpty
        values["scopes"] = request.scope.map(Self.scope)
        let renews = details.information?.usesRefreshTokens ?? false
        values["expiries"] = TokenLifetime.choices(chosen: renews ? .month : .unlimited, renews: true)
        values["isOldClient"] = request.codeChallenge == nil
        values["oldClientAllowed"] = mayOmitPKCE
        values["request"] = sealed
        values["actionURL"] = frame.site.url(OwnerPath.consent)
        return values
    }

    private var client: [String: Any] {
        var client: [String: Any] = ["id": request.clientID.description]
        client["hasName"] = details.information?.name != nil
        client["name"] = details.information?.name
        client["logo"] = details.information?.logo
        client["uri"] = details.information?.uri
        client["warnsOfURI"] = details.information?.warnsOfForeignURI ?? false
        return client
    }

    private static func scope(_ word: String) -> [String: Any] {
        let meaning = Scope.known.first { $0.word == word }?.meaning
        return [
            "name": word, "meaning": meaning ?? "does nothing on this site, as far as it knows",
            "isKnown": meaning != nil, "isChecked": true,
        ]
    }
}
