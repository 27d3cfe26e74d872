import Markup

/// What an application says of itself: shown on the consent page, never trusted to be true.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#client-metadata>
package struct ClientInformation: Sendable, Equatable {
    /// Most redirect addresses that are kept.
    package static let maximumRedirectURIs = 50

    /// One line of at most 80 characters, without controls and invisible or direction-turning characters.
    package let name: String?

    /// An `https` address; `http` too for a client on loopback.
    package let logo: String?

    /// The application's home page: an address from which its id starts.
    package let uri: String?

    /// The published redirect addresses: exactly as written, relative ones resolved; malformed ones are left out.
    package let redirectURIs: [String]

    /// Whether the client says that it knows what to do with a refresh token.
    package let usesRefreshTokens: Bool

    /// Whether the client named a home page on another host than its own; ``uri`` is `nil` then.
    package let warnsOfForeignURI: Bool

    /// What is left out is what a client didn't say.
    package init(
        name: String? = nil, logo: String? = nil, uri: String? = nil, redirectURIs: [String] = [],
        usesRefreshTokens: Bool = false, warnsOfForeignURI: Bool = false
    ) {
        self.name = name
        self.logo = logo
        self.uri = uri
        self.redirectURIs = redirectURIs
        self.usesRefreshTokens = usesRefreshTokens
        self.warnsOfForeignURI = warnsOfForeignURI
    }

    /// Whether the client has published exactly this redirect address.
    package func publishes(_ redirectURI: RedirectURI) -> Bool {
        redirectURIs.contains { $0.utf8.elementsEqual(redirectURI.text.utf8) }
    }

    /// The published addresses that can be redirected to, each once, in order.
    static func redirectURIs(_ published: some Sequence<String>, base: BaseURL?) -> [String] {
        var found: [String] = []
        // Looking at more than are kept lets a few malformed ones pass, and still ends.
        for text in published.prefix(10 * maximumRedirectURIs) where found.count < maximumRedirectURIs {
            let absolute = try? RedirectURI(text)
            guard let uri = absolute ?? base?.resolve(text).flatMap({ try? RedirectURI($0) }) else { continue }
            if !found.contains(uri.text) { found.append(uri.text) }
        }
        return found
    }

    /// The address of a logo if it may be loaded.
    static func logo(_ address: String?, base: BaseURL?, clientID: ClientID) -> String? {
        guard let url = address.flatMap({ base?.resolve($0) }).flatMap(HTTPURL.init) else { return nil }
        return url.scheme == "https" || clientID.isLoopback ? url.description : nil
    }
}
