import ArgumentParser

/// `martlet jobs`: what waits to be done, and what was given up.
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "List, retry and drop the work that the server has before it.",
        subcommands: [List.self, Retry.self, Drop.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List all jobs: what about, how often tried, when next, and why they failed.")

        func run() async throws {
            try await OwnerRequest.listJobs.carryOut()
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try a job again now, also one that was given up.")

        @Argument(help: "The job's number.")
        var id: Int64

        func run() async throws {
            try await OwnerRequest.retryJob(id: id).carryOut()
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a job: its work won't be done.")

        @Argument(help: "The job's number.")
        var id: Int64

        func run() async throws {
            try await OwnerRequest.dropJob(id: id).carryOut()
        }
    }
}
