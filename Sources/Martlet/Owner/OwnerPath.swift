import IndieWeb

/// Where the owner's pages are.
enum OwnerPath {
    static let home = "/admin"
    static let setup = "/admin/setup"
    static let signIn = "/admin/sign-in"
    static let signInElsewhere = "/admin/sign-in/address"
    static let callback = "/admin/sign-in/callback"
    static let confirm = "/admin/confirm"
    static let signOut = "/admin/sign-out"
    static let posts = "/admin/posts"
    static let pages = "/admin/pages"
    static let refused = "/admin/refused"
    static let channels = "/admin/channels"
    static let contacts = "/admin/contacts"
    static let media = "/admin/media"
    static let jobs = "/admin/jobs"
    static let tokens = "/admin/tokens"
    static let clients = "/admin/clients"
    static let sessions = "/admin/sessions"
    static let everywhere = "/admin/sessions/everywhere"
    static let passphrase = "/admin/passphrase"
    static let selfTest = "/admin/self-test"
    static let consent = "/auth/consent"
    /// What this site says of itself as a client.
    static let client = "/auth/client"

    /// A way back that a form or address names, if it is one of ours; else the owner's first page.
    ///
    /// Only a path of this site: neither `//elsewhere` nor `/\elsewhere`, which browsers read as another host.
    static func safeReturn(_ path: String?) -> String {
        guard let path else { return home }
        let isOurs =
            path == "/auth" || path.hasPrefix("/auth?") || path == home || path.hasPrefix(home + "/")
            || path.hasPrefix(home + "?")
        let isPlain = path.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C } && path.utf8.count <= 8192
        return isOurs && isPlain ? path : home
    }

    /// The parameters of the client's request that a way back leads to; none when it leads elsewhere.
    static func query(ofAuthorization path: String) -> [FormField] {
        guard path.hasPrefix("/auth?") else { return [] }
        return (try? FormURLEncoded.parse(query: path.dropFirst("/auth?".count))) ?? []
    }
}
