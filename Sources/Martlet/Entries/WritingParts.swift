/// The parts of the site that change what it shows, wired together.
struct WritingParts: Sendable {
    /// Finished pages, of which every change forgets those that show it.
    let pages: PageCache
    let library: MediaLibrary
    let publisher: EntryPublisher
    let editor: EntryEditor
    let refused: RefusedPostKeeper
    let jobs: JobRunner
    let sweeper: Sweeper
    let remover: MediaRemover

    /// - Parameter executable: the program that image workers run; by default the running one.
    init(_ data: OpenData, _ site: Site, executable: String? = nil) {
        let clock = data.clock
        let pages = PageCache(
            capacityBytes: data.settings.cacheBytes,
            caching: PageCache.Caching(isPurged: data.settings.cachePurge != nil), now: clock.now)
        let limits = data.settings.mediaLimits
        let library = MediaLibrary(
            folder: data.folder, database: data.database,
            worker: ImageWorkerProcess(limits: limits.picture, logger: data.logger, executable: executable),
            recordings: RecordingPreparer(logger: data.logger), clock: clock, logger: data.logger,
            mostBytes: limits.totalBytes, makesAlternatives: data.settings.makesAVIF,
            scanner: data.settings.clamd.map { VirusScanner(place: $0) },
            failed: data.settings.keepsFailedUploads ? data.failedUploads : nil)
        let rules = EntryRules(
            site: site, clock: clock, fetchesPhotos: data.settings.fetchesPhotos,
            requiresAlt: data.settings.requiresAlt)
        let editor = EntryEditor(database: data.database, site: site, clock: clock, pages: pages, rules: rules)
        let fetcher = MediaFetcher(
            fetcher: data.fetcher, library: library, editor: editor, largestFile: data.settings.maxUploadBytes)
        let remover = MediaRemover(
            folder: data.folder, database: data.database, site: site, clock: clock, pages: pages, rules: rules)
        let remaker = MediaRemaker(library: library, pages: pages, rules: rules)
        let indexer = SearchIndexer(database: data.database, clock: clock, rules: rules)
        let sweeper = Sweeper(database: data.database, clock: clock, failedUploads: data.failedUploads)
        publisher = EntryPublisher(library: library, site: site, clock: clock, pages: pages, rules: rules)
        refused = RefusedPostKeeper(
            database: data.database, clock: clock, logger: data.logger, publisher: publisher)
        jobs = JobRunner(
            database: data.database, clock: clock, logger: data.logger,
            handlers: [
                .publishEntry: { try await editor.publishScheduled($0.entryID()) }, .fetchPhoto: fetcher.fetch,
                .removeMedia: remover.remove, .remakeMedia: remaker.remake, .sweep: sweeper.sweep,
                .indexSearch: indexer.index,
                .pingHub: HubPinger(fetcher: data.fetcher, site: site).ping,
                .purge: CachePurger(fetcher: data.fetcher, site: site).purge,
            ])
        self.pages = pages
        self.library = library
        self.editor = editor
        self.sweeper = sweeper
        self.remover = remover
    }
}
