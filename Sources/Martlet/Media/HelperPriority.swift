import Foundation
import Subprocess
import SystemPackage

/// What a helper process gets of the processors, which first of all belong to whoever answers readers.
enum HelperPriority {
    /// Somebody waits for the result: a tenth of a busy processor.
    case awaited
    /// Nobody does: a hundredth, or what is left.
    case background

    /// The program with its arguments, to be run with this priority from its first instruction on: a large program takes
    /// tens of milliseconds before it could lower it by itself.
    func command(_ program: FilePath, _ arguments: [String]) -> (executable: Executable, arguments: Arguments) {
        let nice = "/usr/bin/nice"
        guard FileManager.default.isExecutableFile(atPath: nice) else { return (.path(program), Arguments(arguments)) }
        let added = self == .awaited ? "10" : "19"
        return (.path(FilePath(nice)), Arguments(["-n", added, program.string] + arguments))
    }
}
