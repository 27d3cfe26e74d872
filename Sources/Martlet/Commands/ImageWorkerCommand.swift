import ArgumentParser
import Foundation
import Images

/// `martlet image-worker`: reads one picture in a process of its own; the server starts it, people needn't.
struct ImageWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image-worker", abstract: "Read or draw one picture (used by the server itself).",
        shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough)
    var arguments: [String] = []

    func run() throws {
        Foundation.exit(ImageWorker.run(arguments))
    }
}
