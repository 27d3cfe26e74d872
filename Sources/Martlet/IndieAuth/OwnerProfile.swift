import IndieWeb

/// What clients may learn about the owner.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#profile-information>
struct OwnerProfile: Sendable {
    let owner: Site.Owner
    /// Empty when there is none.
    let email: String

    /// Name, address and photo for the scope `profile`, with it the e-mail address for `email`; nil without `profile`.
    func json(for scope: Scope?) -> JSONValue? {
        guard let scope, scope.words.contains("profile") else { return nil }
        var profile: JSONObject = ["name": .string(owner.name), "url": .string(owner.url)]
        if !owner.photo.isEmpty { profile["photo"] = .string(owner.photo) }
        if scope.words.contains("email"), !email.isEmpty { profile["email"] = .string(email) }
        return .object(profile)
    }
}
