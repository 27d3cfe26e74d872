import ArgumentParser
import Foundation
import IndieWeb
import Logging

/// `martlet seed`: fills a development site with sample entries and pictures that the program draws.
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Fill the site with sample entries, for development.",
        discussion: """
            The server must not be running. Entries are added; nothing is removed. With --posts the site is filled with so \
            many made-up posts of twenty years, to see how it does when it is large; its data directory must be empty or hold \
            sample entries only. Stopped at any time, the same numbers go on.
            """)

    @Flag(help: "Do nothing when the site has entries.")
    var ifEmpty = false

    @Option(help: "Make so many posts up, in place of the sample entries.")
    var posts: Int?

    @Option(help: "How many pictures the made-up posts show in all.")
    var photos = 0

    @Option(help: "Another number makes other posts up.")
    var seed: UInt64 = 1

    func validate() throws {
        guard let posts else {
            guard photos == 0 else { throw ValidationError("--photos goes with --posts") }
            return
        }
        guard (1...10_000_000).contains(posts) else { throw ValidationError("--posts takes 1 to 10000000") }
        guard (0...posts).contains(photos) else { throw ValidationError("--photos takes 0 to as many as --posts") }
    }

    func run() async throws {
        let settings = try await Settings.read()
        let data = try OpenData(settings, logger: .martlet(level: settings.logLevel))
        if ifEmpty, try await !data.database.read(EntryStore.isEmpty) { return }
        let parts = try SiteParts(data)
        if let posts {
            try await fill(SamplePlan(posts: posts, photos: photos, seed: seed), data, parts)
        } else {
            let site = SampleSite(publisher: parts.writing.publisher, library: parts.writing.library)
            let count = try await site.fill { path in print(settings.baseURL + path) }
            print("\(count) sample entries")
        }
        try data.close()
    }

    private func fill(_ plan: SamplePlan, _ data: OpenData, _ parts: SiteParts) async throws {
        // What a run that was killed had begun.
        try await data.recover()
        var bar = ProgressBar(total: plan.posts)
        let count = try await SiteFiller(plan, data, parts.writing).fill { bar.show(done: $0) }
        bar.finish("\(count) sample entries")
    }
}
