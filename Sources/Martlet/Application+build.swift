import Foundation
import Hummingbird
import HummingbirdCore
import Images
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The parts of a site, wired together: the one place where things are made and handed to each other.
struct SiteParts: Sendable {
    let site: Site
    let theme: Theme
    let themeWatcher: ThemeWatcher
    let clientLog: ClientLog
    let writing: WritingParts
    let entries: EntryRoutes
    let archives: ArchiveRoutes
    let feeds: FeedRoutes
    let search: SearchRoutes
    let feedList: FeedListRoutes
    let discovery: DiscoveryRoutes
    let micropub: MicropubRoutes
    let micropubQueries: MicropubQueryRoutes
    let media: MediaRoutes
    let health: HealthRoutes
    let owner: OwnerParts
    let clients: ClientParts
    var gate: OwnerGate { owner.gate }
    var pages: PageCache { writing.pages }
    var templates: Templates { theme.templates }
    var statics: StaticFiles { theme.statics }

    /// - Parameter executable: the program that image workers run; by default the running one.
    init(_ data: OpenData, executable: String? = nil) throws {
        let settings = data.settings
        theme = try Theme(resources: settings.resourceDirectory, data: settings.dataDirectory)
        let templates = theme.templates
        site = Site(settings, statics: theme.statics)
        clientLog = data.clientLog
        writing = WritingParts(data, site, executable: executable)
        clients = ClientParts(data, site, templates)
        owner = OwnerParts(data, site, theme, clients, writing)
        themeWatcher = ThemeWatcher(theme: theme, pages: writing.pages, logger: data.logger)

        let receiver = MultipartReceiver(
            library: writing.library, largestFile: settings.maxUploadBytes, limits: settings.mediaLimits)
        let reader = EntryReader(database: data.database)
        let archive = ArchiveReader(database: data.database, clock: data.clock)
        let crowd = SearchRoutes.crowd
        entries = EntryRoutes(
            reader: reader, archive: archive, pages: writing.pages, templates: templates, site: site, gate: owner.gate)
        archives = ArchiveRoutes(reader: archive, pages: writing.pages, templates: templates, site: site)
        feeds = FeedRoutes(
            reader: reader, pages: writing.pages, templates: templates, site: site, clock: data.clock, crowd: crowd)
        search = SearchRoutes(
            reader: reader, pages: writing.pages, templates: templates, site: site, crowd: crowd)
        feedList = FeedListRoutes(reader: reader, pages: writing.pages, templates: templates, site: site)
        discovery = DiscoveryRoutes(
            sitemaps: SitemapReader(database: data.database, site: site), pages: writing.pages,
            statics: theme.statics, allowsAICrawlers: settings.allowsAICrawlers)
        micropub = MicropubRoutes(
            bearer: clients.bearer, receiver: receiver, library: writing.library, publisher: writing.publisher,
            editor: writing.editor, refused: writing.refused, site: site)
        micropubQueries = MicropubQueryRoutes(
            bearer: clients.bearer, reader: MicropubReader(database: data.database, site: site), site: site)
        media = MediaRoutes(
            bearer: clients.bearer, receiver: receiver, library: writing.library, remover: writing.remover, site: site,
            gate: owner.gate, signer: MediaSigner(key: data.key, site: site, clock: data.clock))
        health = HealthRoutes(database: data.database)
    }
}

/// Sets right what a crash left, then serves the site until a signal comes.
///
/// - Parameters:
///   - parts: of the site; by default made here.
///   - doesJobs: whether jobs are done when they are due, and changes of the theme noticed; tests have that done when they say.
///   - signals: what ends the server, after the running requests have been answered.
///   - listening: called with the address once connections are accepted.
func serve(
    _ data: OpenData, parts: SiteParts? = nil, doesJobs: Bool = true, signals: [UnixSignal] = [.sigterm, .sigint],
    listening: @escaping @Sendable (SocketAddress?) async -> Void
) async throws {
    try await data.recovery.clearUp(repairing: true, report: data.reportFinding)
    let parts = try parts ?? SiteParts(data)
    parts.themeWatcher.report()
    if doesJobs { await parts.writing.sweeper.schedule(data.logger) }
    try await parts.site.contacts.load(from: data.database)
    let application = Application(parts, data, listening: listening)
    let owner = OwnerSocket(path: data.settings.socketPath).listen(OwnerDesk(data), logger: data.logger)
    var logger = data.logger
    logger.logLevel = max(logger.logLevel, .critical)
    // The last ones stop first: the log of clients gets what the running requests have to say.
    let services = ServiceGroup(
        configuration: .init(
            services: [data.clientLog]
                + (doesJobs ? [parts.writing.jobs, parts.themeWatcher, MediaCheck(data: data)] : [])
                + [application, owner],
            gracefulShutdownSignals: signals, logger: logger))
    do {
        try await services.run()
    } catch {
        throw listenFailure(error, data.settings) ?? error
    }
    try data.close()
}

/// What the owner is told when the address can't be listened on; nil for any other error.
private func listenFailure(_ error: any Error, _ settings: Settings) -> (any OwnerError)? {
    let isForeign = (error as? IOError)?.errnoCode == EADDRNOTAVAIL
    if isForeign || error is SocketAddressError || error is SocketAddressError.UnknownHost {
        return SettingError("MARTLET_HOST", settings.host, allowed: "an address of this machine")
    }
    guard let error = error as? IOError else { return nil }
    let reason = String(cString: strerror(error.errnoCode))
    return CommandFailure("can't listen on \(settings.host):\(settings.port): \(reason)")
}

extension Application where Responder == SiteResponder {
    /// The HTTP server of a site.
    init(_ parts: SiteParts, _ data: OpenData, listening: @escaping @Sendable (SocketAddress?) async -> Void) {
        let settings = data.settings
        var logger = data.logger
        // The server's own lines are about connections; failed requests are logged by the responder, a failed start by us.
        logger.logLevel = max(logger.logLevel, .critical)
        self.init(
            responder: SiteResponder(
                routes: .site, router: RouteTable.site.makeRouter(parts).buildResponder(),
                errorPages: ErrorPages(templates: parts.templates, site: parts.site), logger: data.logger),
            server: .http1(configuration: .martlet(parts.pages)),
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(2048)),
            onServerRunning: { server in
                // With NIO's 4, each answers many requests of other connections before the next 4 are let in.
                try? await server.setOption(.maxMessagesPerRead, value: 64).get()
                await listening(server.localAddress)
            },
            logger: logger)
    }
}

extension HTTP1Channel.Configuration {
    /// What stands between the HTTP codec and the responder on every connection, and what a head may cost: four times what
    /// browsers send.
    fileprivate static func martlet(_ pages: PageCache) -> HTTP1Channel.Configuration {
        let date = HTTPDate()
        return HTTP1Channel.Configuration(
            additionalChannelHandlers: handlers(pages, date),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    }
    private static func handlers(_ pages: PageCache, _ date: HTTPDate) -> [any RemovableChannelHandler] {
        let activity = ConnectionActivity()
        return [
            ConnectionRules.Installer(), SlowPeerHandler(activity: activity), EarlyAnswerHandler(),
            CachedPageHandler.Installer(CachedPageHandler(pages: pages, date: date, activity: activity)),
        ]
    }
}
