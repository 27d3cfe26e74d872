import Configuration
import Foundation
import Logging
import SystemPackage

/// Everything that an owner can set, read once at start.
///
/// Each setting is an environment variable and a line `NAME=value` in the optional file `martlet.env` of the data
/// directory; the environment wins. A value that can't be used stops the start: nothing is guessed.
struct Settings: Sendable {
    /// Canonical address of the site, without a slash at the end: `https://example.com`.
    let baseURL: String
    let host: String
    let port: Int
    /// Absolute path of the directory with everything that the owner must keep.
    let dataDirectory: String
    /// The owner's profile URL.
    let me: String
    /// Whether the server may fetch from loopback and private addresses: for development and tests.
    let allowsPrivateNetwork: Bool
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    let trustedProxies: [String]
    /// What the introspection endpoint of the owner's own authorization server wants to see; nil when there is none.
    let introspectionToken: String?
    let maxUploadBytes: Int
    let mediaLimits: MediaLimits
    /// Whether a post comes out only if each of its pictures has an alternative text.
    let requiresAlt: Bool
    /// Whether a job makes AVIF files of each picture.
    let makesAVIF: Bool
    /// Where the virus scanner listens; nil where there is none.
    let clamd: SocketPlace?
    /// Whether pictures that posts show from elsewhere are fetched into the site.
    let fetchesPhotos: Bool
    /// Whether the bytes of uploads that fail are kept for a while, for inspection.
    let keepsFailedUploads: Bool
    let logLevel: Logger.Level
    let title: String
    let ownerName: String
    /// Address of the owner's picture, or empty.
    let ownerPhoto: String
    let ownerNote: String
    /// The address that the scope `email` shows, or empty.
    let ownerEmail: String
    /// Other addresses of the owner's, `https` or `mailto`.
    let profiles: [String]
    /// What every page links to at its top.
    let menu: [MenuItem]
    /// Language tag of the pages (RFC 5646).
    let language: String
    let timeZone: TimeZone
    /// Entries on a page and in a feed.
    let pageSize: Int
    /// What finished pages may take in memory.
    let cacheBytes: Int
    /// Where the cache in front of the site takes `PURGE`, without a slash at the end; nil for none.
    let cachePurge: String?
    /// Whether the feed of all entries has replies, likes, reposts and RSVPs in it.
    let feedsResponses: Bool
    /// Address of the WebSub hub that tells readers of changes; nil for none.
    let hub: String?
    /// Whether `robots.txt` lets in those who collect texts to train models.
    let allowsAICrawlers: Bool
    /// The directory that holds `templates/` and `static/`.
    let resourceDirectory: String
    /// What the start says about settings of earlier versions that do nothing any more.
    let retired: [String]

    /// One setting, for the documentation.
    struct Definition: Sendable {
        let name: String
        /// The default as a person would write it.
        let standard: String
        let meaning: String
    }

    static let definitions: [Definition] = [
        .init(name: "MARTLET_BASE_URL", standard: "http://localhost:8080", meaning: "canonical address of the site"),
        .init(name: "MARTLET_HOST", standard: "127.0.0.1", meaning: "address to listen on"),
        .init(name: "MARTLET_PORT", standard: "8080", meaning: "port to listen on; 0 lets the system choose"),
        .init(name: "MARTLET_DATA_DIR", standard: "data", meaning: "directory with everything the owner must keep"),
        .init(name: "MARTLET_ME", standard: "the base URL with `/`", meaning: "the owner's profile URL"),
        .init(
            name: "MARTLET_ALLOW_PRIVATE_NETWORK", standard: "0",
            meaning: "1 lets the server fetch from loopback and private addresses: for development"),
        .init(
            name: "MARTLET_TRUSTED_PROXIES", standard: "",
            meaning: "addresses of proxies whose X-Forwarded-For is believed, with commas"),
        .init(
            name: "MARTLET_INTROSPECTION_TOKEN", standard: "",
            meaning: "for an identity elsewhere: the token that its introspection endpoint wants to see"),
        .init(
            name: "MARTLET_MAX_UPLOAD_BYTES", standard: "52428800", meaning: "largest file that is accepted, in bytes"),
        .init(
            name: "MARTLET_MAX_PIXELS", standard: "100000000", meaning: "most pixels of a picture, of one frame"),
        .init(name: "MARTLET_MAX_FRAMES", standard: "1000", meaning: "most frames of a picture that moves"),
        .init(name: "MARTLET_MAX_FILES", standard: "20", meaning: "most files in one post"),
        .init(
            name: "MARTLET_MAX_UPLOADS", standard: "8",
            meaning: "uploads that are received at once; others wait, and are asked to come back after ten seconds"),
        .init(
            name: "MARTLET_MAX_MEDIA_BYTES", standard: "0",
            meaning: "bytes that all uploaded files may take with what is made of them; 0 for as many as the disk has"),
        .init(
            name: "MARTLET_REQUIRE_ALT", standard: "0",
            meaning: "1 publishes posts only if each of their pictures has an alternative text"),
        .init(
            name: "MARTLET_AVIF", standard: "1",
            meaning: "1 makes AVIF files of pictures after their upload, where they are smaller"),
        .init(
            name: "MARTLET_CLAMD", standard: "",
            meaning: "where clamd listens, as /run/clamav/clamd.ctl or 127.0.0.1:3310; uploads have to pass it then"),
        .init(
            name: "MARTLET_FETCH_PHOTOS", standard: "1",
            meaning: "1 fetches pictures, videos and sounds that posts show from other sites into this one"),
        .init(
            name: "MARTLET_DEBUG_SAVE_FAILED_UPLOADS", standard: "0",
            meaning: "1 keeps uploads that failed in failed-uploads/ of the data directory: 100 MB in all, 7 days"),
        .init(
            name: "MARTLET_LOG_LEVEL", standard: "info",
            meaning: "least level that is logged: trace, debug, info, notice, warning, error, critical"),
        .init(name: "MARTLET_TITLE", standard: "the host of the base URL", meaning: "name of the site"),
        .init(name: "MARTLET_OWNER_NAME", standard: "the title", meaning: "the owner's name on pages and in feeds"),
        .init(name: "MARTLET_OWNER_PHOTO", standard: "", meaning: "address of the owner's picture"),
        .init(name: "MARTLET_OWNER_NOTE", standard: "", meaning: "a sentence about the owner"),
        .init(
            name: "MARTLET_OWNER_EMAIL", standard: "",
            meaning: "the e-mail address that apps with the scope email may see"),
        .init(
            name: "MARTLET_REL_ME", standard: "",
            meaning: "the owner's other addresses, https or mailto, with spaces between them: linked to with rel=me"),
        .init(
            name: "MARTLET_MENU", standard: MenuItem.standard.map(\.description).joined(separator: ", "),
            meaning: "the menu of every page: labels, each with a path or address, with commas between them; or none"),
        .init(name: "MARTLET_LANGUAGE", standard: "en", meaning: "language tag of the pages"),
        .init(
            name: "MARTLET_TIME_ZONE", standard: "UTC",
            meaning: "time zone of slugs and of times without an offset, like Europe/Berlin"),
        .init(name: "MARTLET_PAGE_SIZE", standard: "20", meaning: "entries on a page and in a feed, 1 to 100"),
        .init(
            name: "MARTLET_CACHE_BYTES", standard: "33554432",
            meaning: "bytes of memory that finished pages and feeds may take"),
        .init(
            name: "MARTLET_PURGE_URL", standard: "",
            meaning: "address of a cache in front of the site, which is sent PURGE for each page that changes"),
        .init(
            name: "MARTLET_FEED_RESPONSES", standard: "1",
            meaning: "0 leaves replies, likes, reposts and RSVPs out of the main feed; they keep feeds of their own"),
        .init(
            name: "MARTLET_HUB", standard: "",
            meaning: "address of a WebSub hub, which is told of every change and tells feed readers"),
        .init(
            name: "MARTLET_AI_CRAWLERS", standard: "1",
            meaning: "0 asks those who collect texts to train models, in robots.txt, to stay away"),
        .init(
            name: "MARTLET_RESOURCE_DIR", standard: "the working directory",
            meaning: "directory that holds templates/ and static/"),
    ]

    /// Reads the settings from `environment` and from `martlet.env` in the data directory, where there is one.
    ///
    /// - Throws: ``SettingError`` for the first value that can't be used.
    static func read(environment: [String: String] = ProcessInfo.processInfo.environment) async throws -> Settings {
        let directory = environment["MARTLET_DATA_DIR"] ?? ""
        let dataDirectory = absolute(directory.isEmpty ? "data" : directory)
        let file: EnvironmentVariablesProvider
        do {
            file = try await EnvironmentVariablesProvider(
                environmentFilePath: FilePath(dataDirectory + "/martlet.env"), allowMissing: true)
        } catch {
            throw SettingError(
                "MARTLET_DATA_DIR", dataDirectory,
                allowed: "a directory whose martlet.env, if there is one, can be read")
        }
        let reader = ConfigReader(providers: [EnvironmentVariablesProvider(environmentVariables: environment), file])
        return try Settings(SettingReader(reader), dataDirectory: dataDirectory)
    }

    /// The names in `environment` that look like settings and are none: most likely misspelt.
    static func unknownNames(in environment: [String: String] = ProcessInfo.processInfo.environment) -> [String] {
        let known = Set(definitions.map(\.name)).union(["MARTLET_FAILPOINT"])
        return environment.keys.filter { $0.hasPrefix("MARTLET_") && !known.contains($0) }.sorted()
    }

    private init(_ read: SettingReader, dataDirectory: String) throws {
        self.dataDirectory = dataDirectory
        if let other = read.text("MARTLET_DATA_DIR"), Self.absolute(other) != dataDirectory {
            throw SettingError(
                "MARTLET_DATA_DIR", other, allowed: "the environment only, as martlet.env lies in the data directory")
        }
        let baseURL = try read.webAddress("MARTLET_BASE_URL", allowPath: false) ?? "http://localhost:8080/"
        self.baseURL = String(baseURL.dropLast())
        host = read.text("MARTLET_HOST") ?? "127.0.0.1"
        port = try read.number("MARTLET_PORT", in: 0...65_535) ?? 8080
        me = try read.profileURL("MARTLET_ME") ?? baseURL
        allowsPrivateNetwork = try read.flag("MARTLET_ALLOW_PRIVATE_NETWORK") ?? false
        trustedProxies = try read.ipAddresses("MARTLET_TRUSTED_PROXIES")
        introspectionToken = read.text("MARTLET_INTROSPECTION_TOKEN")
        maxUploadBytes = try read.number("MARTLET_MAX_UPLOAD_BYTES", in: 1024...2_147_483_648) ?? 52_428_800
        var limits = MediaLimits()
        limits.pixels = try read.number("MARTLET_MAX_PIXELS", in: 1...1_000_000_000) ?? limits.pixels
        limits.frames = try read.number("MARTLET_MAX_FRAMES", in: 1...100_000) ?? limits.frames
        limits.files = try read.number("MARTLET_MAX_FILES", in: 1...500) ?? limits.files
        limits.uploadsAtOnce = try read.number("MARTLET_MAX_UPLOADS", in: 1...1000) ?? limits.uploadsAtOnce
        limits.totalBytes = try read.number("MARTLET_MAX_MEDIA_BYTES", in: 0...Int.max) ?? limits.totalBytes
        mediaLimits = limits
        requiresAlt = try read.flag("MARTLET_REQUIRE_ALT") ?? false
        makesAVIF = try read.flag("MARTLET_AVIF") ?? true
        clamd = try read.socket("MARTLET_CLAMD")
        fetchesPhotos = try read.flag("MARTLET_FETCH_PHOTOS") ?? true
        keepsFailedUploads = try read.flag("MARTLET_DEBUG_SAVE_FAILED_UPLOADS") ?? false
        logLevel = try read.word("MARTLET_LOG_LEVEL", of: Logger.Level.allCases) ?? .info
        title = read.text("MARTLET_TITLE") ?? URL(string: baseURL)?.host() ?? "localhost"
        ownerName = read.text("MARTLET_OWNER_NAME") ?? title
        ownerPhoto = try read.webAddress("MARTLET_OWNER_PHOTO", allowPath: true) ?? ""
        ownerNote = read.text("MARTLET_OWNER_NOTE") ?? ""
        ownerEmail = read.text("MARTLET_OWNER_EMAIL") ?? ""
        profiles = try read.profiles("MARTLET_REL_ME")
        menu = try read.menu("MARTLET_MENU") ?? MenuItem.standard
        language = try read.languageTag("MARTLET_LANGUAGE") ?? "en"
        timeZone = try read.timeZone("MARTLET_TIME_ZONE") ?? .gmt
        pageSize = try read.number("MARTLET_PAGE_SIZE", in: 1...100) ?? 20
        cacheBytes = try read.number("MARTLET_CACHE_BYTES", in: 0...1_099_511_627_776) ?? 33_554_432
        cachePurge = try read.webAddress("MARTLET_PURGE_URL", allowPath: true).map(\.droppingLastSlash)
        feedsResponses = try read.flag("MARTLET_FEED_RESPONSES") ?? true
        hub = try read.webAddress("MARTLET_HUB", allowPath: true)
        allowsAICrawlers = try read.flag("MARTLET_AI_CRAWLERS") ?? true
        retired =
            read.text("INDIELOGIN_URL") == nil
            ? [] : ["INDIELOGIN_URL is not used any more: the endpoints are discovered from MARTLET_ME"]
        resourceDirectory = Self.absolute(read.text("MARTLET_RESOURCE_DIR") ?? ".")
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path(percentEncoded: false).droppingLastSlash
    }
}

extension String {
    fileprivate var droppingLastSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}

/// A setting whose value can't be used.
struct SettingError: OwnerError {
    let name: String
    let value: String
    let allowed: String

    init(_ name: String, _ value: String, allowed: String) {
        self.name = name
        self.value = value
        self.allowed = allowed
    }

    var description: String { "\(name) is '\(value)'; allowed: \(allowed)" }
}
