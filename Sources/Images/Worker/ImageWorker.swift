package import FoundationEssentials
import Glibc

/// The body of the hidden command `martlet image-worker`: one process for one picture.
///
/// It answers in JSON on standard output, and its exit code says which: a ``PictureReport`` with 0, a ``PictureRefusal``
/// with 65, a ``PictureFileError`` with 74. With 64 and 70 the program itself is at fault, and one line on standard
/// error says how. Dead by a signal, the picture was more than a decoder or the limits could take.
package enum ImageWorker {
    /// Exit codes, numbered as in `sysexits.h`.
    package enum ExitCode {
        package static let success: Int32 = 0
        package static let usage: Int32 = 64
        package static let refused: Int32 = 65
        package static let failed: Int32 = 70
        package static let fileFailed: Int32 = 74
    }

    /// Runs the worker in this process and returns its exit code.
    ///
    /// - Parameter arguments: what follows `image-worker` on the command line; see ``WorkerCommand``.
    package static func run(_ arguments: [String]) -> Int32 {
        do {
            switch try WorkerCommand(arguments: arguments) {
            case .make(let limits, let alternatives):
                if alternatives != .none { WorkerConfinement.yield() }
                try WorkerConfinement.apply(limits)
                try WorkerConfinement.dieWithServer()
                return try answer(
                    with: PicturePipeline.makeVariants(in: ".", limits: limits, alternatives: alternatives)
                )
            case .draw(let picture, let file):
                try picture.write(to: file)
                return ExitCode.success
            }
        } catch let refusal as PictureRefusal {
            return answer(with: refusal, exitCode: ExitCode.refused)
        } catch let failure as PictureFileError {
            return answer(with: failure, exitCode: ExitCode.fileFailed)
        } catch let misuse as WorkerCommand.Misuse {
            return complain(misuse.message, exitCode: ExitCode.usage)
        } catch {
            return complain("\(error)", exitCode: ExitCode.failed)
        }
    }

    /// How a worker process ended.
    package enum Termination: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// Reads a finished worker's answer, in the server.
    ///
    /// - Parameter output: all that the worker wrote to standard output.
    /// - Throws: ``PictureRefusal``, also for a worker that crashed or ran out of time; ``PictureFileError``;
    ///   ``WorkerFailure`` when the worker itself is at fault or its answer makes no sense.
    package static func report(from termination: Termination, output: Data) throws -> PictureReport {
        do {
            switch termination {
            case .exited(ExitCode.success): return try JSONDecoder().decode(PictureReport.self, from: output)
            case .exited(ExitCode.refused): throw try JSONDecoder().decode(PictureRefusal.self, from: output)
            case .exited(ExitCode.fileFailed): throw try JSONDecoder().decode(PictureFileError.self, from: output)
            case .exited: throw WorkerFailure(termination: termination)
            case .signalled(SIGALRM), .signalled(SIGXCPU):
                throw PictureRefusal(.timedOut, "The picture took too long to read.")
            // Sent to all processes of a terminal or service, when the server is to end too.
            case .signalled(SIGTERM), .signalled(SIGINT), .signalled(SIGHUP):
                throw WorkerFailure(termination: termination)
            case .signalled: throw PictureRefusal.unreadable
            }
        } catch is DecodingError {
            throw WorkerFailure(termination: termination)
        }
    }

    private static func answer(with value: some Encodable, exitCode: Int32 = ExitCode.success) -> Int32 {
        guard let json = try? JSONEncoder().encode(value) else {
            return complain("the answer has no JSON form", exitCode: ExitCode.failed)
        }
        return writeLine(json, to: STDOUT_FILENO) ? exitCode : ExitCode.failed
    }

    private static func complain(_ message: String, exitCode: Int32) -> Int32 {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: "; ")
        _ = writeLine(Data("image-worker: \(line)".utf8), to: STDERR_FILENO)
        return exitCode
    }

    private static func writeLine(_ bytes: Data, to descriptor: Int32) -> Bool {
        var rest = bytes + [0x0A]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return true
    }
}

/// A worker that failed for reasons of the program, not of the picture.
package struct WorkerFailure: Error, Equatable, Sendable {
    package var termination: ImageWorker.Termination
}
