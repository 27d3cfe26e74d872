import ArgumentParser
import Foundation
import Logging
import Synchronization

/// `martlet doctor`: compares files and rows, and says what a start would set right.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check the database and the media against each other. Exit status 1 when something was found.",
        discussion: "Changes nothing unless told to. It may run beside the server, --repair may not.")

    @Flag(help: "Set right what is found, as a start of the server would.")
    var repair = false

    func run() async throws {
        let settings = try await Settings.read()
        let findings = try await repair ? repairing(settings) : inspecting(settings)
        if findings > 0, !repair { throw ExitCode(1) }
    }

    private func inspecting(_ settings: Settings) async throws -> Int {
        guard Disk.kind(of: settings.databasePath) != .missing else {
            throw CommandFailure("\(settings.dataDirectory) holds no site")
        }
        let database = try AppDatabase(readingOnly: settings.databasePath)
        return try await examine(database, settings, repairing: false)
    }

    private func repairing(_ settings: Settings) async throws -> Int {
        let data = try OpenData(settings, logger: .martlet(level: settings.logLevel))
        return try await examine(data.database, settings, repairing: true)
    }

    private func examine(_ database: AppDatabase, _ settings: Settings, repairing: Bool) async throws -> Int {
        let count = FindingCount()
        for problem in try await database.read(AppDatabase.integrityProblems) {
            count.increase()
            print("database: \(problem)")
        }
        let clock = Clock(zone: settings.timeZone)
        for problem in try await SearchIndexer.examine(database, repairing: repairing, at: clock.now()) {
            count.increase()
            print("search: \(problem)", repairing ? "(the server sets it right)" : "")
        }
        let recovery = MediaRecovery(
            folder: MediaFolder(dataDirectory: settings.dataDirectory), database: database, clock: clock)
        try await recovery.run(repairing: repairing) { finding in
            count.increase()
            print("\(finding.kind.rawValue): \(finding.path)", repairing ? "(\(finding.remedy))" : "")
        }
        let total = count.value
        print(total == 0 ? "all is well" : "\(total) found")
        return total
    }
}

/// Counts findings as they come from other threads.
private final class FindingCount: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func increase() { count.withLock { $0 += 1 } }
}
