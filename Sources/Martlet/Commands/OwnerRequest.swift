import Foundation
import IndieWeb
import Logging

/// What a command of the owner asks of whoever has the data directory: this process, or the running server.
///
/// Over the socket it is one line of JSON, and so is the answer.
enum OwnerRequest: Codable, Sendable {
    case createToken(scope: String, name: String)
    case listTokens
    case revokeToken(id: Int64)
    /// A link to choose the passphrase; with `isReset` also where there is one.
    case setupLink(isReset: Bool)
    case listJobs
    case retryJob(id: Int64)
    case dropJob(id: Int64)
    /// Has all sizes of all pictures made anew; the answer is how many pictures there are.
    case rebuildMedia
    /// How many pictures wait for that.
    case countRebuilds
}

extension OwnerRequest {
    /// Carries the request out here when no server runs on the data directory, else has the server do it; prints the answer.
    func carryOut() async throws {
        let settings = try await Settings.read()
        let answer = try await answer(settings)
        if let failure = answer.failure { throw CommandFailure(failure) }
        print(answer.output)
    }

    private func answer(_ settings: Settings) async throws -> OwnerAnswer {
        do {
            let data = try OpenData(settings, logger: .martlet(level: .warning))
            let answer = await OwnerDesk(data).answer(self)
            try data.close()
            return answer
        } catch is InstanceLock.Held {
            return try await OwnerSocket(path: settings.socketPath).ask(self)
        }
    }
}

/// What a command prints, or why it failed.
struct OwnerAnswer: Codable, Sendable {
    /// Text for standard output.
    var output = ""
    /// A sentence for standard error; the command fails with it.
    var failure: String?
}

/// Carries out the owner's requests.
struct OwnerDesk: Sendable {
    private let data: OpenData
    private let issuer: TokenIssuer

    init(_ data: OpenData) {
        self.data = data
        issuer = TokenIssuer(database: data.database, clock: data.clock)
    }

    func answer(_ request: OwnerRequest) async -> OwnerAnswer {
        do {
            return try await carryOut(request)
        } catch {
            return OwnerAnswer(failure: "\(error)")
        }
    }

    private func carryOut(_ request: OwnerRequest) async throws -> OwnerAnswer {
        switch request {
        case .createToken(let text, let name):
            guard let scope = Scope(text) else {
                return OwnerAnswer(
                    failure: "'\(text)' is no list of scopes; try --scope \"create update delete media\"")
            }
            guard TokenIssuer.isName(name) else {
                return OwnerAnswer(failure: "the name has control characters in it")
            }
            return OwnerAnswer(output: try await issuer.issue(scope: scope, name: name))
        case .listTokens:
            return OwnerAnswer(output: table(try await issuer.all()))
        case .revokeToken(let id):
            guard try await issuer.revoke(id) else { return OwnerAnswer(failure: "there is no token \(id) to revoke") }
            return OwnerAnswer(output: "token \(id) is revoked")
        case .setupLink(let isReset):
            let generation = try await data.passphraseGeneration()
            guard generation == 0 || isReset else {
                return OwnerAnswer(
                    failure: "there is a passphrase already; “martlet setup --reset” makes a link to choose a new one")
            }
            return OwnerAnswer(output: data.setupLink(generation: generation))
        case .listJobs:
            let jobs = try await data.database.read(JobStore.all)
            return OwnerAnswer(output: jobs.isEmpty ? "no job waits" : Self.table(jobs))
        case .retryJob(let id):
            let now = data.clock.now()
            guard try await data.database.write({ try JobStore.retry(id, at: now, $0) }) else {
                return OwnerAnswer(failure: "there is no job \(id) that could be tried again")
            }
            return OwnerAnswer(output: "job \(id) is tried again now")
        case .dropJob(let id):
            let isDropped: Bool? = try await data.database.write { tx in
                try OwnerJobStore.isPublishing(id, tx) ? nil : try JobStore.drop(id, tx)
            }
            guard let isDropped else {
                return OwnerAnswer(
                    failure: "a scheduled post comes out by job \(id): publish or delete the post instead")
            }
            guard isDropped else { return OwnerAnswer(failure: "there is no job \(id)") }
            return OwnerAnswer(output: "job \(id) is dropped")
        case .rebuildMedia:
            return OwnerAnswer(output: String(try await MediaRemaker.enqueueAll(data)))
        case .countRebuilds:
            let now = data.clock.now()
            return OwnerAnswer(output: String(try await data.database.read { try JobStore.rebuilds(at: now, $0) }))
        }
    }

    private func table(_ tokens: [Token]) -> String {
        let rows = tokens.map { token in
            [
                String(token.id), token.name, token.scope.description, Self.day(token.createdAt),
                token.lastUsedAt.map(Self.day) ?? "never",
                token.revokedAt.map { "revoked \(Self.day($0))" } ?? token.state(at: data.clock.now()).rawValue,
            ]
        }
        return TextTable(header: ["id", "name", "scopes", "created", "last used", "state"], rows: rows).text
    }

    private static func table(_ jobs: [Job]) -> String {
        let rows = jobs.map { job in
            [
                String(job.id), job.kind.rawValue, JSONValue.object(job.payload).serialized(), String(job.attempts),
                job.givenUpAt.map { "given up \(day($0))" } ?? day(job.runAt), job.failure ?? "-",
                job.failureText ?? "-",
            ]
        }
        let header = ["id", "kind", "about", "tries", "next", "failure", "why"]
        return TextTable(header: header, rows: rows).text
    }

    private static func day(_ time: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(time)).formatted(.iso8601)
    }
}

extension OpenData {
    /// Which passphrase is in force; 0 when none was chosen yet.
    func passphraseGeneration() async throws -> Int64 {
        try await PassphraseKeeper(database: database, clock: clock).generation()
    }

    /// The address at which the owner chooses the passphrase after `generation`, good for an hour.
    func setupLink(generation: Int64) -> String {
        let key = SetupLink(key: key, clock: clock).make(generation: generation)
        return settings.baseURL + OwnerPath.setup + "?key=" + key
    }
}

/// Columns of text for a terminal.
struct TextTable {
    let header: [String]
    let rows: [[String]]

    var text: String {
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        return ([header] + rows).map { row in
            zip(row, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }
                .joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }
}
