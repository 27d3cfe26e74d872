/// The parts of the site that are for its owner, wired together.
struct OwnerParts: Sendable {
    let gate: OwnerGate
    let signIn: SignInRoutes
    let setup: SetupRoutes
    let passphrase: PassphraseRoutes
    let sessions: SessionRoutes
    let tokens: OwnerTokenRoutes
    let admin: AdminRoutes
    let posts: PostRoutes
    let staticPages: StaticPageRoutes
    let refused: RefusedPostRoutes
    let channels: ChannelRoutes
    let contacts: ContactRoutes
    let jobs: JobRoutes
    let media: OwnerMediaRoutes
    let shares: ShareRoutes

    init(_ data: OpenData, _ site: Site, _ theme: Theme, _ clients: ClientParts, _ writing: WritingParts) {
        let (settings, clock) = (data.settings, data.clock)
        let pages = OwnerPages(templates: theme.templates)
        let cookies = OwnerCookies(baseURL: settings.baseURL)
        let keeper = SessionKeeper(database: data.database, clock: clock)
        let passphrases = PassphraseKeeper(database: data.database, clock: clock, cost: data.passphraseCost)
        let limiter = AttemptLimiter(clock: clock)
        let proof = OwnerProof(passphrases: passphrases, limiter: limiter, clock: clock)
        gate = OwnerGate(
            sessions: keeper, cookies: cookies, key: data.key,
            peers: PeerRules(trustedProxies: settings.trustedProxies),
            origin: settings.baseURL)
        signIn = SignInRoutes(
            site: site, sessions: keeper, passphrases: passphrases,
            foreign: ForeignSignIn(
                site: site, fetcher: data.fetcher, finder: clients.finder, pending: PendingSignIns(), clock: clock),
            limiter: limiter, cookies: cookies, pages: pages)
        setup = SetupRoutes(
            site: site, link: SetupLink(key: data.key, clock: clock), passphrases: passphrases, signIn: signIn,
            limiter: limiter, pages: pages)
        passphrase = PassphraseRoutes(
            site: site, passphrases: passphrases, proof: proof, signIn: signIn, pages: pages)
        sessions = SessionRoutes(site: site, sessions: keeper, cookies: cookies, clock: clock, pages: pages)
        tokens = OwnerTokenRoutes(
            site: site, issuer: clients.issuer, clientLog: data.clientLog, proof: proof, pages: pages)
        admin = AdminRoutes(
            site: site, issuer: clients.issuer, sessions: keeper, clientLog: data.clientLog,
            keeper: writing.refused, database: data.database, theme: theme,
            selfTest: SelfTest(site: site, fetcher: data.fetcher, finder: clients.finder),
            pages: pages)
        posts = PostRoutes(
            site: site, database: data.database, editor: writing.editor, clock: clock, pages: pages)
        staticPages = StaticPageRoutes(
            site: site, database: data.database, publisher: writing.publisher, editor: writing.editor, pages: pages)
        refused = RefusedPostRoutes(site: site, keeper: writing.refused, pages: pages)
        channels = ChannelRoutes(
            site: site, database: data.database, clock: clock, cache: writing.pages, pages: pages)
        contacts = ContactRoutes(
            site: site, database: data.database, cache: writing.pages, pages: pages)
        let keeperOfShares = ShareKeeper(database: data.database, clock: clock)
        let signer = MediaSigner(key: data.key, site: site, clock: clock)
        media = OwnerMediaRoutes(
            site: site, database: data.database, remover: writing.remover, shares: keeperOfShares, signer: signer,
            clock: clock, cache: writing.pages, rules: writing.editor.rules, pages: pages)
        shares = ShareRoutes(
            keeper: keeperOfShares, database: data.database, folder: data.folder, site: site, signer: signer,
            pages: pages)
        jobs = JobRoutes(site: site, database: data.database, clock: clock, pages: pages)
    }
}
