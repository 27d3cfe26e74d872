/// The parts of the site that clients deal with to get access, wired together.
struct ClientParts: Sendable {
    let issuer: TokenIssuer
    let finder: EndpointFinder
    let bearer: BearerAuthenticator
    let authorization: AuthorizationRoutes
    let tokens: TokenRoutes
    let document: ClientDocument

    init(_ data: OpenData, _ site: Site, _ templates: Templates) {
        let (settings, clock) = (data.settings, data.clock)
        let pages = OwnerPages(templates: templates)
        let codes = CodeIssuer(database: data.database, clock: clock)
        issuer = TokenIssuer(database: data.database, clock: clock)
        let finder = EndpointFinder(fetcher: data.fetcher, allowsLocal: settings.allowsPrivateNetwork)
        self.finder = finder
        let owner = site.isIdentity ? nil : site.ownerProfile
        bearer = BearerAuthenticator(
            issuer: issuer,
            foreign: owner.map {
                ForeignTokenVerifier(
                    owner: $0, fetcher: data.fetcher, finder: finder, credential: settings.introspectionToken,
                    clock: clock)
            })
        authorization = AuthorizationRoutes(
            site: site,
            clients: ClientDirectory(
                fetcher: data.fetcher, clock: clock, allowsLocal: settings.allowsPrivateNetwork),
            codes: codes, seal: SealedRequest(key: data.key, clock: clock), pages: pages)
        tokens = TokenRoutes(
            site: site, profile: OwnerProfile(owner: site.owner, email: settings.ownerEmail), codes: codes,
            issuer: issuer, bearer: bearer)
        document = ClientDocument(site: site, pages: pages)
    }
}
