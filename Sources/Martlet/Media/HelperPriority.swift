import Foundation
import Subprocess
import SystemPackage

/// What a helper process gets of the processors, which first of all belong to whoever answers readers.
enum HelperPriority {
    /// Somebody waits for the result: a tenth of a busy processor.
    case awaited
    /// Nobody does: what is left.
    case background

    /// The program with its arguments, to be run with this priority from its first instruction on: a large program takes
    /// tens of milliseconds before it could lower it by itself.
    func command(_ program: FilePath, _ arguments: [String]) -> (executable: Executable, arguments: Arguments) {
        let prefix =
            switch self {
            case .awaited: ["/usr/bin/nice", "-n", "10"]
            case .background: ["/usr/bin/chrt", "--idle", "0"]
            }
        guard FileManager.default.isExecutableFile(atPath: prefix[0]) else {
            return (.path(program), Arguments(arguments))
        }
        return (.path(FilePath(prefix[0])), Arguments(prefix.dropFirst() + [program.string] + arguments))
    }
}
