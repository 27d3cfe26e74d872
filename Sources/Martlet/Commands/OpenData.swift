import Fetch
import Foundation
import Logging

/// The data directory, opened by the one process that may write in it.
struct OpenData: Sendable {
    let settings: Settings
    let logger: Logger
    let database: AppDatabase
    let folder: MediaFolder
    let clock: Clock
    /// The one way out to the network.
    let fetcher: Fetcher
    let key: SiteKey
    let clientLog: ClientLog
    let passphraseCost: PassphraseCost
    var failedUploads: FailedUploads { FailedUploads(directory: settings.dataDirectory + "/failed-uploads") }
    private let lock: InstanceLock

    /// Makes the directory when it isn't there, takes the instance lock and opens the database.
    ///
    /// - Parameters:
    ///   - clock: the time; by default the system's, at the site's zone.
    ///   - fetcher: by default as the settings allow.
    /// - Throws: ``InstanceLock/Held`` when another process has the directory.
    init(
        _ settings: Settings, logger: Logger, clock: Clock? = nil, fetcher: Fetcher? = nil,
        passphraseCost: PassphraseCost = .standard
    ) throws {
        self.settings = settings
        self.logger = logger
        self.clock = clock ?? Clock(zone: settings.timeZone)
        self.fetcher =
            fetcher
            ?? Fetcher(
                addresses: settings.allowsPrivateNetwork ? .any : .publicOnly,
                userAgent: "Martlet (+\(settings.baseURL)/)")
        self.passphraseCost = passphraseCost
        do {
            try Disk.makeDirectories(settings.dataDirectory, mode: 0o700)
            // A clone brings the directory along, open to everybody.
            try Disk.closeToOthers(settings.dataDirectory)
        } catch {
            throw SettingError(
                "MARTLET_DATA_DIR", settings.dataDirectory, allowed: "a directory to write in (\(error))")
        }
        lock = try InstanceLock(dataDirectory: settings.dataDirectory)
        folder = MediaFolder(dataDirectory: settings.dataDirectory)
        try folder.make()
        database = try AppDatabase(path: settings.databasePath)
        clientLog = ClientLog(database: database, clock: self.clock, logger: logger)
        key = try SiteKey(path: settings.dataDirectory + "/secret.key")
        try Disk.sync(settings.dataDirectory, isDirectory: true)
    }

    /// Closes the database and lets the directory go.
    func close() throws {
        try database.close()
        lock.release()
    }

    /// Sets right what a crash left behind, and logs each finding.
    func recover() async throws {
        try await recovery.run(repairing: true, report: reportFinding)
    }

    var recovery: MediaRecovery { MediaRecovery(folder: folder, database: database, clock: clock) }

    /// Logs a finding as one line.
    @Sendable func reportFinding(_ finding: MediaFinding) {
        logger.warning(
            "media recovery",
            metadata: [
                "finding": "\(finding.kind.rawValue)", "path": "\(finding.path)", "action": "\(finding.remedy)",
            ])
    }
}

extension Settings {
    /// The SQLite file.
    var databasePath: String { dataDirectory + "/martlet.sqlite" }
    /// The socket through which commands reach the running server.
    var socketPath: String { dataDirectory + "/martlet.sock" }
}

extension Logger {
    /// The logger of the program: lines on standard error.
    static func martlet(level: Logger.Level) -> Logger {
        var logger = Logger(label: "martlet") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }
}
