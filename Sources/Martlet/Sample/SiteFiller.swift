import IndieWeb

/// Fills a data directory with as many made-up posts and pictures as a plan says: a million in some minutes.
///
/// The rows are what the rules and stores make of the same posts sent by an app, some thousands in one transaction. A process
/// that is killed leaves whole batches, and the same plan goes on behind them.
struct SiteFiller: Sendable {
    private let plan: SamplePlan
    private let posts: SamplePosts
    private let rules: EntryRules
    private let library: MediaLibrary
    private let dataDirectory: String

    private let batchSize: Int
    private let models: Int
    /// Posts that one task makes.
    private static let portion = 250

    /// - Parameters:
    ///   - batchSize: posts in one transaction.
    ///   - models: pictures that are drawn; all others are copies of these.
    init(_ plan: SamplePlan, _ data: OpenData, _ writing: WritingParts, batchSize: Int = 4000, models: Int = 40) {
        self.plan = plan
        self.batchSize = batchSize
        self.models = models
        rules = writing.publisher.rules
        posts = SamplePosts(plan, clock: rules.clock)
        // Hundreds of thousands of jobs would keep the site busy for hours.
        var library = writing.library
        library.makesAlternatives = false
        self.library = library
        dataDirectory = data.settings.dataDirectory
    }

    /// A post that is ready to be stored.
    private struct Preparation: Sendable {
        let entry: NewEntry
        let slug: String
        let pictures: [PreparedMedia]
    }

    /// Makes the posts that aren't there yet.
    ///
    /// - Parameter progress: called with how many of all posts are there; ends the work by throwing.
    /// - Returns: how many were made now.
    /// - Throws: ``CommandFailure`` when the directory has other posts than sample ones, or was begun with another plan.
    func fill(progress: (Int) throws -> Void = { _ in }) async throws -> Int {
        let first = try await begin()
        try progress(first)
        guard first < plan.posts else { return 0 }
        let copier = try await PictureCopier(plan, library: library, models: models)
        var prepared = try await prepare(batch(from: first), copier)
        var stored = first
        while !prepared.isEmpty {
            let current = prepared
            // The next batch is made on one processor while another one stores this.
            let following = batch(from: stored + current.count)
            async let next = prepare(following, copier)
            try await store(current)
            stored += current.count
            try progress(stored)
            prepared = try await next
        }
        await copier.finish()
        return stored - first
    }

    /// Claims the directory for the plan, and returns how many of its posts are there.
    private func begin() async throws -> Int {
        let now = rules.clock.now()
        if let begun = try SamplePlan.read(in: dataDirectory) {
            guard begun == plan else {
                throw CommandFailure(
                    """
                    \(dataDirectory) was begun with --posts \(begun.posts) --photos \(begun.photos) --seed \
                    \(begun.seed): only the same numbers go on with it, others need an empty directory
                    """)
            }
        } else {
            let isTaken = try await library.database.read { try EntryStore.hasEntries(notBy: Author.sample.name, $0) }
            guard !isTaken else {
                throw CommandFailure("\(dataDirectory) has posts of its own; made-up ones stay away from them")
            }
            try plan.write(in: dataDirectory)
        }
        try await library.database.write { tx in
            for channel in SamplePosts.channels {
                _ = try ChannelStore.insert(uid: channel.uid, name: channel.name, at: now, tx)
            }
        }
        return try await countStored()
    }

    /// Posts are stored in their order, so the first one that isn't there is found by halving.
    private func countStored() async throws -> Int {
        var (low, high) = (0, plan.posts)
        while low < high {
            let middle = (low + high) / 2
            let slug = try prepared(middle, []).slug
            let isThere = try await library.database.read { try EntryStore.nextNumber(forSlug: slug, $0) > 0 }
            if isThere { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func batch(from first: Int) -> Range<Int> { first..<max(first, min(first + batchSize, plan.posts)) }

    private func prepare(_ batch: Range<Int>, _ copier: PictureCopier) async throws -> [Preparation] {
        try await withThrowingTaskGroup(of: (Int, [Preparation]).self) { group in
            for start in stride(from: batch.lowerBound, to: batch.upperBound, by: Self.portion) {
                group.addTask {
                    var portion: [Preparation] = []
                    for post in start..<min(start + Self.portion, batch.upperBound) {
                        var pictures: [PreparedMedia] = []
                        for number in plan.photos(ofPost: post) { pictures.append(try await copier.copy(number)) }
                        portion.append(try prepared(post, pictures))
                    }
                    return (start, portion)
                }
            }
            var portions: [(Int, [Preparation])] = []
            for try await portion in group { portions.append(portion) }
            return portions.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private func prepared(_ post: Int, _ pictures: [PreparedMedia]) throws -> Preparation {
        let request = try posts.request(post, photos: pictures.map { rules.site.url($0.fullPath) })
        let entry = try rules.entry(
            request.item(uploadURLs: []), commands: request.commands, at: rules.clock.now(), isDraftOnly: false,
            tokenID: nil)
        return Preparation(entry: entry, slug: rules.slug(of: entry, request.commands), pictures: pictures)
    }

    private func store(_ batch: [Preparation]) async throws {
        let pictures = batch.flatMap(\.pictures)
        try await library.publish(pictures) { tx, ids in
            let uploaded = Dictionary(zip(pictures.map(\.name), ids)) { first, _ in first }
            for post in batch {
                let change = EntryChange(at: post.entry.updatedAt, by: Author.seed.name, kind: .create)
                let location = try EntryPlacing.insert(post.entry, slug: post.slug, change, tx)
                guard !post.pictures.isEmpty else { continue }
                try EntryPlacing.link(uploaded, to: post.entry.item, entryID: location.id, tx)
            }
        }
    }
}
