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
