import ArgumentParser
import Foundation
import IndieWeb
import Logging

/// `martlet seed`: fills a development site with sample entries and pictures that the program draws.
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Fill the site with sample entries, for development.",
        discussion: "The server must not be running. Entries are added; nothing is removed.")

    @Flag(help: "Do nothing when the site has entries.")
    var ifEmpty = false

    func run() async throws {
        let settings = try await Settings.read()
        let data = try OpenData(settings, logger: .martlet(level: settings.logLevel))
        if ifEmpty, try await !data.database.read(EntryStore.isEmpty) { return }
        let parts = try SiteParts(data)
        let count = try await SampleSite(publisher: parts.writing.publisher, library: parts.writing.library).fill {
            path in
            print(settings.baseURL + path)
        }
        print("\(count) sample entries")
        try data.close()
    }
}
