import ArgumentParser
import Foundation
import Logging

/// `martlet token`: makes, lists and revokes bearer tokens.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make, list and revoke bearer tokens for clients and scripts.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token and print it: this once, as only its hash is stored.")

        @Option(help: "What the token may do, as a space-separated list: create update delete undelete media.")
        var scope: String

        @Option(help: "What to call the token in lists.")
        var name = "made by hand"

        func run() async throws {
            try await OwnerRequest.createToken(scope: scope, name: name).carryOut()
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List all tokens: name, scopes, when they were made and last used.")

        func run() async throws {
            try await OwnerRequest.listTokens.carryOut()
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a token, by its number in the list.")

        @Argument(help: "The token's number.")
        var id: Int64

        func run() async throws {
            try await OwnerRequest.revokeToken(id: id).carryOut()
        }
    }
}

extension OwnerRequest {
    /// Carries the request out here when no server runs on the data directory, else has the server do it; prints the answer.
    fileprivate func carryOut() async throws {
        let settings = try await Settings.read()
        let answer = try await answer(settings)
        if let failure = answer.failure { throw CommandFailure(failure) }
        print(answer.output)
    }

    private func answer(_ settings: Settings) async throws -> OwnerAnswer {
        do {
            let data = try OpenData(settings, logger: .martlet(level: .warning))
            let desk = OwnerDesk(issuer: TokenIssuer(database: data.database, clock: data.clock))
            let answer = await desk.answer(self)
            try data.close()
            return answer
        } catch is InstanceLock.Held {
            return try await OwnerSocket(path: settings.socketPath).ask(self)
        }
    }
}
