import ArgumentParser
import Foundation
import Logging

/// `martlet media`: what the server makes of uploaded files.
struct MediaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "media", abstract: "Look after uploaded files.", subcommands: [Rebuild.self])

    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make all sizes of all pictures anew.",
            discussion: """
                Each picture is a job, so what a stop leaves undone is done by the next start, and running the command again \
                goes on. A running server does the work; without one this command does.
                """)

        func run() async throws {
            let settings = try await Settings.read()
            do {
                let data = try OpenData(settings, logger: .martlet(level: .warning))
                try await rebuild(data)
                try data.close()
            } catch is InstanceLock.Held {
                try await watch(OwnerSocket(path: settings.socketPath))
            }
        }

        /// Does the work in this process.
        private func rebuild(_ data: OpenData) async throws {
            try await data.recover()
            // What a process that is no more had begun.
            try await data.database.write(JobStore.releaseAll)
            let total = try await MediaRemaker.enqueueAll(data)
            var bar = ProgressBar(total: total)
            let jobs = WritingParts(data, Site(data.settings)).jobs
            var left = total
            while left > 0, try await jobs.runDue() > 0 {
                left = try await Self.left(data)
                bar.show(done: total - left)
            }
            bar.finish(try await Self.summary(total, data))
        }

        private static func left(_ data: OpenData) async throws -> Int {
            let now = data.clock.now()
            return try await data.database.read { try JobStore.rebuilds(at: now, $0) }
        }

        private static func summary(_ total: Int, _ data: OpenData) async throws -> String {
            let failed = try await data.database.read(JobStore.all).count {
                $0.kind == .remakeMedia && $0.failure != nil
            }
            return "\(total) pictures" + (failed == 0 ? " made anew" : ", \(failed) of which failed; see martlet jobs")
        }

        /// Has the running server do the work, and shows how far it is.
        private func watch(_ socket: OwnerSocket) async throws {
            let total = try await socket.ask(.rebuildMedia).number()
            var bar = ProgressBar(total: total)
            var left = total
            while left > 0 {
                bar.show(done: total - left)
                try await Task.sleep(for: .milliseconds(500))
                left = try await socket.ask(.countRebuilds).number()
            }
            bar.finish("\(total) pictures made anew, or refused; martlet jobs lists those that failed")
        }
    }
}

extension OwnerAnswer {
    /// - Throws: ``CommandFailure`` with the reason when there is none.
    fileprivate func number() throws -> Int {
        guard failure == nil, let number = Int(output) else { throw CommandFailure(failure ?? output) }
        return number
    }
}
