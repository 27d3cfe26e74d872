import ArgumentParser

/// `martlet setup`: prints the one-time link by which the owner chooses a passphrase.
struct SetupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Print a link to choose the passphrase, good once and for an hour.",
        discussion: "Works beside the running server, which must run when the link is opened.")

    @Flag(
        help:
            "Also where there is a passphrase, for one that was forgotten. The old one holds until a new one is chosen."
    )
    var reset = false

    func run() async throws {
        try await OwnerRequest.setupLink(isReset: reset).carryOut()
    }
}
