import Foundation

/// How far something is, on standard error: a line that is written over where a person looks on, else one every ten seconds.
struct ProgressBar {
    let total: Int
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let start = ContinuousClock.now
    /// What was done before this began counts for no pace.
    private var before: Int?
    private var shown: ContinuousClock.Instant

    init(total: Int) {
        self.total = total
        shown = start
    }

    mutating func show(done: Int) {
        let begun = before ?? done
        before = begun
        let now = ContinuousClock.now
        guard total > 0, now - shown >= (isTerminal ? .milliseconds(100) : .seconds(10)) else { return }
        shown = now
        let text = Self.text(done: done, of: total, doneBefore: begun, seconds: (now - start) / .seconds(1))
        write(isTerminal ? "\r\u{1B}[K" + Self.bar(done: done, of: total) + " " + text : text + "\n")
    }

    mutating func finish(_ text: String) {
        if isTerminal { write("\r\u{1B}[K") }
        print(text)
    }

    /// Shape: `30000/100000, 30 %, 8120/s, 9 s left`.
    static func text(done: Int, of total: Int, doneBefore: Int, seconds: Double) -> String {
        let parts = "\(done)/\(total), \(100 * done / max(total, 1)) %"
        let pace = Double(done - doneBefore) / max(seconds, 0.001)
        guard pace > 0 else { return parts }
        let left = Int((Double(total - done) / pace).rounded(.up))
        let rate = pace < 10 ? String(format: "%.1f", pace) : "\(Int(pace))"
        return "\(parts), \(rate)/s, " + (left < 120 ? "\(left) s left" : "\((left + 59) / 60) min left")
    }

    private static func bar(done: Int, of total: Int) -> String {
        let full = 30 * max(0, min(done, total)) / total
        return "[" + String(repeating: "#", count: full) + String(repeating: " ", count: 30 - full) + "]"
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
