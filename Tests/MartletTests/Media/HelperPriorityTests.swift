import Glibc
import Subprocess
import SystemPackage
import Testing

@testable import Martlet

@Suite struct `Helper processes` {
    @Test(arguments: [(HelperPriority.awaited, 10), (.background, 19)])
    func `run behind the server from their first instruction on`(priority: HelperPriority, added: Int) async throws {
        let command = priority.command("/bin/cat", ["/proc/self/stat"])
        let result = try await run(
            command.executable, arguments: command.arguments, output: .string(limit: 4096), error: .discarded)
        // proc_pid_stat(5), counted from behind the name: 19 is nice.
        let fields = result.standardOutput.split(separator: ")").last?.split(separator: " ") ?? []
        try #require(fields.count > 16)
        let own = Int(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0))
        #expect(fields[16] == String(min(19, own + added)))
    }
}
