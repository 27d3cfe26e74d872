import Foundation
import Images
import Logging
import Subprocess
import SystemPackage

/// Runs the image worker: the same program in a process of its own, where a hostile picture can do no harm.
///
/// At most two that somebody waits for work at once, and beside them one that nobody does; others wait their turn.
struct ImageWorkerProcess: Sendable {
    let limits: PictureLimits
    let logger: Logger
    private let executable: FilePath
    private let turns = Turns(2)
    private let backgroundTurns = Turns(1)

    /// - Parameter executable: the `martlet` program; by default the running one.
    init(limits: PictureLimits = PictureLimits(), logger: Logger, executable: String? = nil) {
        self.limits = limits
        self.logger = logger
        self.executable = FilePath(executable ?? Self.ownExecutable)
    }

    /// Makes the variants of `original` in `directory` and reports them.
    ///
    /// - Parameter alternatives: other formats that are wanted beside the usual ones.
    /// - Throws: ``PictureRefusal`` when the picture isn't acceptable, or the worker crashed or ran into a limit over it.
    func makeVariants(
        in directory: String, alternatives: PictureAlternatives = .none
    ) async throws -> PictureReport {
        let priority: HelperPriority = alternatives == .none ? .awaited : .background
        return try await (priority == .awaited ? turns : backgroundTurns).take {
            var limits = limits
            // On busy processors it gets little; but it has to end before the lease of its job does.
            if priority == .background { limits.wallSeconds = Int(JobRunner.lease) - 100 }
            let outcome = try await run(
                .make(limits, alternatives: alternatives), in: directory, priority, wallSeconds: limits.wallSeconds)
            do {
                return try ImageWorker.report(from: outcome.termination, output: outcome.output)
            } catch {
                logger.notice(
                    "image worker",
                    metadata: [
                        "directory": "\(directory)", "outcome": "\(outcome.termination)", "error": "\(error)",
                        "complaint": "\(outcome.complaint)",
                    ])
                throw error
            }
        }
    }

    /// Draws a sample picture into the new file `file`, for the sample site and tests.
    func draw(_ picture: SamplePicture, to file: String) async throws {
        let outcome = try await run(.draw(picture, file: file), in: nil, .awaited, wallSeconds: limits.wallSeconds)
        guard outcome.termination == .exited(ImageWorker.ExitCode.success) else {
            throw CommandFailure("the sample picture could not be drawn: \(outcome.complaint)")
        }
    }

    private struct Outcome {
        let termination: ImageWorker.Termination
        let output: Data
        let complaint: String
    }

    private func run(
        _ worker: WorkerCommand, in directory: String?, _ priority: HelperPriority, wallSeconds: Int
    ) async throws -> Outcome {
        // The worker ends by itself, which says why; this is for one that doesn't.
        let deadline = wallSeconds + 10
        let command = priority.command(executable, ["image-worker"] + (try worker.arguments()))
        // The worker watches its standard input: it ends when this process does, so that no worker outlives a killed server.
        let result = try await Subprocess.run(
            command.executable, arguments: command.arguments, environment: .custom(["PATH": "/usr/bin:/bin"]),
            workingDirectory: directory.map { FilePath($0) }, input: .inputWriter, output: .sequence,
            error: .string(limit: 16 * 1024)
        ) { execution in
            let watch = Task {
                try await Task.sleep(for: .seconds(deadline))
                try? execution.send(signal: .kill)
            }
            defer { watch.cancel() }
            var output = Data()
            for try await buffer in execution.standardOutput where output.count < Self.largestAnswer {
                buffer.withUnsafeBytes { output.append(contentsOf: $0) }
            }
            return output
        }
        let termination: ImageWorker.Termination =
            switch result.terminationStatus {
            case .exited(let code): .exited(code)
            case .signaled(let signal): .signalled(signal)
            }
        return Outcome(
            termination: termination, output: result.closureResult, complaint: result.standardError)
    }

    private static let largestAnswer = 64 * 1024

    private static let ownExecutable = FileManager.default.destinationOfExecutable
}

extension FileManager {
    /// The path of the running program.
    fileprivate var destinationOfExecutable: String {
        (try? destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}
