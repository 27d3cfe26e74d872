import Foundation
import Subprocess
import SystemPackage
import Testing

@testable import Martlet

/// The program `martlet` as it was built with the tests.
enum Program {
    /// It lies beside the tests' own program.
    static let path: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/martlet"
    }()

    /// How a run ended, and what it printed.
    struct Outcome: Sendable {
        let status: Int32?
        let output: String
        let complaint: String
    }

    /// Runs a command to its end.
    static func run(_ arguments: String..., environment: [String: String]) async throws -> Outcome {
        let result = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(arguments), environment: full(environment),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        let status: Int32? = if case .exited(let code) = result.terminationStatus { code } else { nil }
        return Outcome(status: status, output: result.standardOutput, complaint: result.standardError)
    }

    /// Starts `martlet serve`, runs `body` with its port once it listens, and then kills it, if it still runs.
    ///
    /// - Returns: whether the server came so far as to listen.
    @discardableResult
    static func serving(
        environment: [String: String], _ body: @Sendable @escaping (Int) async throws -> Void
    ) async throws -> Bool {
        let result = try await Subprocess.run(
            .path(FilePath(path)), arguments: ["serve"], environment: full(environment), input: .none,
            output: .sequence, error: .discarded
        ) { execution in
            var text = ""
            var listened = false
            for try await buffer in execution.standardOutput {
                text += buffer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                guard let match = text.firstMatch(of: /listening on +http:\/\/[^:]+:(\d+)\n/) else { continue }
                listened = true
                try await body(try #require(Int(match.output.1)))
                break
            }
            try? execution.send(signal: .kill)
            return listened
        }
        return result.closureResult
    }

    private static func full(_ environment: [String: String]) -> Environment {
        var values: [Environment.Key: String] = ["SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin"]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { values[key] = value }
        }
        return .custom(values)
    }
}
