import ArgumentParser
import Foundation
import HTTPTypes
import Logging
import NIOCore

/// `martlet serve`: serves the site until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the site (the default command).")

    func run() async throws {
        let memory = StartMemory()
        let settings = try await Settings.read()
        let logger = Logger.martlet(level: settings.logLevel)
        for name in Settings.unknownNames() {
            logger.warning("there is no such setting; is it misspelt?", metadata: ["setting": "\(name)"])
        }
        for warning in settings.retired { logger.warning("\(warning)") }
        let data = try OpenData(settings, logger: logger)
        let link = try await Self.firstLink(data)
        try await serve(data) { address in
            Self.greet(settings, port: address?.port, link: link)
            memory.giveBack()
        }
    }

    /// The link to choose a passphrase while there is none; nil once there is, or where the owner signs in elsewhere.
    private static func firstLink(_ data: OpenData) async throws -> String? {
        guard data.settings.me == data.settings.baseURL + "/" else { return nil }
        let generation = try await data.passphraseGeneration()
        return generation == 0 ? data.setupLink(generation: generation) : nil
    }

    /// Tells the owner where the site is and what to do next.
    private static func greet(_ settings: Settings, port: Int?, link: String?) {
        let next =
            link.map { "choose a passphrase, within an hour\n                \($0)" }
            ?? "sign in       \(settings.baseURL)/admin"
        let text = """
            Martlet serves \(settings.baseURL)
              listening on  http://\(settings.host):\(port ?? settings.port)
              data          \(settings.dataDirectory)
              a token       \(CommandLine.arguments.first ?? "martlet") token create --scope "create media" --name curl
              \(next)

            """
        // Not print: what it writes would wait in a buffer when the output is a file or pipe.
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}

/// `martlet routes`: prints every address that the server answers to.
struct RoutesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes", abstract: "Print every address and what answers there.")

    func run() throws {
        let routes = RouteTable.site.routes
        let width = routes.map { $0.path.count }.max() ?? 0
        for route in routes {
            let method = route.method.rawValue.padding(toLength: 5, withPad: " ", startingAt: 0)
            print(method, route.path.padding(toLength: width + 1, withPad: " ", startingAt: 0), route.summary)
        }
    }
}
