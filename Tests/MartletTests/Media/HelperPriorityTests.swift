import Subprocess
import SystemPackage
import Testing

@testable import Martlet

@Suite struct `Helper processes` {
    @Test(arguments: [(HelperPriority.awaited, "10", "0"), (.background, "0", "5")])
    func `run behind the server from their first instruction on`(
        priority: HelperPriority, nice: String, policy: String
    ) async throws {
        let command = priority.command("/bin/cat", ["/proc/self/stat"])
        let result = try await run(
            command.executable, arguments: command.arguments, output: .string(limit: 4096), error: .discarded)
        // proc_pid_stat(5), counted from behind the name: 19 is nice, 41 the policy.
        let fields = result.standardOutput.split(separator: ")").last?.split(separator: " ") ?? []
        try #require(fields.count > 38)
        #expect(fields[16] == nice)
        #expect(fields[38] == policy)
    }
}
