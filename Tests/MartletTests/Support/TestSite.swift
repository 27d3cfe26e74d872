import Fetch
import Foundation
import GRDB
import Images
import IndieWeb
import Logging
import NIOCore
import Testing

@testable import Martlet

/// A running site on a free port with a data directory of its own; gone when the test ends.
struct TestSite: Sendable {
    let data: OpenData
    let parts: SiteParts
    let port: Int

    /// 21 November 2026, 07:20:00 UTC.
    static let start: Int64 = 1_795_245_600

    /// Runs `body` against a new site.
    ///
    /// - Parameters:
    ///   - settings: `MARTLET_*` settings beside those that every test needs.
    ///   - fetcher: the way out to the network; by default the settings decide.
    ///   - prepare: called before the server starts, for tests that need something in the data directory.
    static func with(
        settings: [String: String] = [:], now: @escaping @Sendable () -> Int64 = { start }, fetcher: Fetcher? = nil,
        logger: Logger = quietLogger, prepare: @Sendable (OpenData) async throws -> Void = { _ in },
        _ body: @Sendable @escaping (TestSite) async throws -> Void
    ) async throws {
        try await turns.take {
            let folder = try TemporaryFolder()
            let data = try await open(folder, settings: settings, now: now, fetcher: fetcher, logger: logger)
            try await prepare(data)
            try await run(data, body)
        }
    }

    private static let turns = Turns(8)

    /// Opens the data directory in `folder` as the server does.
    static func open(
        _ folder: TemporaryFolder, settings: [String: String] = [:],
        now: @escaping @Sendable () -> Int64 = { start }, fetcher: Fetcher? = nil, logger: Logger = quietLogger
    ) async throws -> OpenData {
        let settings = try await Settings.read(environment: environment(folder, settings))
        // As cheap as scrypt can be: what it costs is not what these tests are about.
        return try OpenData(
            settings, logger: logger, clock: Clock(zone: settings.timeZone, now: now),
            fetcher: fetcher ?? .nowhere(settings),
            passphraseCost: PassphraseCost(rounds: 16, blockSize: 8, parallelism: 1))
    }

    /// Says nothing unless all is lost.
    static var quietLogger: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    /// The settings of a site in `folder`.
    static func environment(_ folder: TemporaryFolder, _ settings: [String: String] = [:]) -> [String: String] {
        [
            "MARTLET_DATA_DIR": folder.path + "/data", "MARTLET_PORT": "0", "MARTLET_RESOURCE_DIR": Checkout.path,
            "MARTLET_BASE_URL": "https://site.example", "MARTLET_TITLE": "Ada's site",
            // Otherwise each picture of each test is followed by seconds of work.
            "MARTLET_AVIF": "0",
        ].merging(settings) { _, new in new }
    }

    private static func run(_ data: OpenData, _ body: @Sendable @escaping (TestSite) async throws -> Void)
        async throws
    {
        let parts = try SiteParts(data, executable: Program.path)
        let (addresses, continuation) = AsyncStream.makeStream(of: SocketAddress?.self)
        try await withThrowingTaskGroup { group in
            group.addTask {
                try await serve(data, parts: parts, doesJobs: false, signals: []) { continuation.yield($0) }
                continuation.finish()
            }
            group.addTask {
                for await address in addresses {
                    try await body(TestSite(data: data, parts: parts, port: try #require(address?.port)))
                    return
                }
            }
            // The body ends first, or else the server could not start: either way the other one is told to stop.
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// Makes a token with these scopes.
    func token(_ scope: String = "create media") async throws -> String {
        let scope = try #require(Scope(scope))
        return try await TokenIssuer(database: data.database, clock: data.clock).issue(scope: scope, name: "test")
    }

    /// Sends a request on a connection of its own.
    ///
    /// - Parameter path: the target as it stands in the request line.
    @discardableResult
    func send(
        _ method: String = "GET", _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async throws -> WireResponse {
        try await Wire(port: port).send(method, path, headers: headers, body: body)
    }

    /// Sends a form-encoded Micropub request.
    @discardableResult
    func postForm(_ form: String, token: String?) async throws -> WireResponse {
        try await send(
            "POST", "/micropub",
            headers: [("Content-Type", "application/x-www-form-urlencoded")] + Self.authorization(token),
            body: Array(form.utf8))
    }

    /// Sends a JSON Micropub request.
    @discardableResult
    func postJSON(_ json: String, token: String?, type: String = "application/json") async throws -> WireResponse {
        try await send(
            "POST", "/micropub", headers: [("Content-Type", type)] + Self.authorization(token), body: Array(json.utf8))
    }

    /// Sends a multipart request.
    func postMultipart(
        _ parts: [Multipart.Part], to path: String = "/micropub", token: String?
    ) async throws -> WireResponse {
        let multipart = Multipart(parts)
        return try await send(
            "POST", path, headers: [("Content-Type", multipart.contentType)] + Self.authorization(token),
            body: multipart.body)
    }

    private static func authorization(_ token: String?) -> [(String, String)] {
        token.map { [("Authorization", "Bearer \($0)")] } ?? []
    }

    /// Every path below the data directory's `media` and `lost+found`, sorted.
    func mediaFiles() throws -> [String] { try data.mediaFiles() }

    /// The microformats2 object of the entry behind a `Location`.
    func item(at location: String?) async throws -> Mf2Item {
        let path = try #require(location).replacing("https://site.example", with: "")
        return try #require(try await data.database.read { try EntryStore.entry(path: path, $0) }).item
    }

    /// How many rows a table has.
    func count(_ table: String) async throws -> Int {
        try await data.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }
}

extension Fetcher {
    /// A way out that ends at a closed port of this machine, whatever is asked: no test goes further.
    fileprivate static func nowhere(_ settings: Settings) -> Fetcher {
        Fetcher(
            addresses: settings.allowsPrivateNetwork ? .any : .publicOnly, userAgent: "test",
            routes: [":": "127.0.0.1:1"], patience: 30)
    }
}

extension OpenData {
    /// Every file below `media` and `lost+found`, as paths from the data directory, sorted.
    func mediaFiles() throws -> [String] {
        let data = settings.dataDirectory
        return ["media", "lost+found"].flatMap { top -> [String] in
            let names = FileManager.default.enumerator(atPath: data + "/" + top)?.compactMap { $0 as? String } ?? []
            return names.filter { Disk.kind(of: "\(data)/\(top)/\($0)") != .directory }.map { top + "/" + $0 }
        }.sorted()
    }
}

/// A folder that is removed with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/martlet-test-" + RandomBytes.hex(6)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The sources that the tests were built from.
enum Checkout {
    /// The top folder.
    static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// A file's text, by its path from the top folder.
    static func text(_ file: String) throws -> String { try String(contentsOfFile: path + "/" + file, encoding: .utf8) }

    /// All Swift files below a folder, as paths from the top folder, sorted.
    static func swiftFiles(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: path + "/" + folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.map { folder + "/" + $0 }.sorted()
    }
}
