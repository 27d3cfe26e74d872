import ArgumentParser
import Foundation

/// The program `martlet`.
@main
struct Martlet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet",
        abstract: "One person's IndieWeb publishing server.",
        discussion: "Settings are environment variables MARTLET_*, or lines of martlet.env in the data directory.",
        subcommands: [
            ServeCommand.self, SetupCommand.self, TokenCommand.self, JobsCommand.self, MediaCommand.self,
            DoctorCommand.self, TemplatesCommand.self,
            SeedCommand.self,
            RoutesCommand.self,
            ImageWorkerCommand.self,
        ],
        defaultSubcommand: ServeCommand.self)

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as any OwnerError {
            FileHandle.standardError.write(Data("martlet: \(error.description)\n".utf8))
            Foundation.exit(1)
        } catch {
            exit(withError: error)
        }
    }
}

/// An error that says in one line what the owner can do about it.
protocol OwnerError: Error, CustomStringConvertible {}

/// A command that can't do what it was asked.
struct CommandFailure: OwnerError {
    let description: String

    init(_ description: String) { self.description = description }
}
