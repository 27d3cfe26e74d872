import ArgumentParser

/// `martlet templates check`: looks at the owner's templates and static files as a start would.
struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates", abstract: "Check templates and static files of your own.",
        subcommands: [Check.self], defaultSubcommand: Check.self)

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which files can't be used, at which line and why. Exit status 1 when there is one.",
            discussion: "Looks at templates/ and static/ of the data directory. May run beside the server.")

        func run() async throws {
            let settings = try await Settings.read()
            let theme = try Theme(resources: settings.resourceDirectory, data: settings.dataDirectory)
            for problem in theme.problems { print(problem) }
            if !theme.problems.isEmpty { throw ExitCode(1) }
            print("all is well")
        }
    }
}
