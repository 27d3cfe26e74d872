import Foundation
import Glibc

/// Gives back the memory that only the start of the process needed.
///
/// The loader and the first calls touch most pages of the program and of a hundred libraries; a server that waits needs
/// few of them. They are clean copies of files, so the system could take them at any time, but until it has to it counts them as
/// ours: 70 MB instead of 35.
struct StartMemory {
    /// What was mapped when the process had begun: itself and the libraries that it is linked to, which stay where they are.
    /// What was mapped later may be gone at any moment, and something else be in its place.
    private let lasting: [Range<UInt>]

    /// To be made before anything else is loaded.
    init() { lasting = Self.fileRanges(Self.contents(of: "/proc/self/maps")) }

    /// Drops the pages of lasting files that were never written to; what is needed again comes back from the file by itself.
    func giveBack() {
        for range in Self.cleanRanges(Self.contents(of: "/proc/self/smaps"), within: lasting) {
            // Advice: where it isn't taken, nothing changes.
            _ = madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
        }
    }

    /// Not by `contentsOfFile`: the kernel says that such files are empty, and of those it reads the first part alone.
    private static func contents(of file: String) -> String {
        let bytes = try? FileHandle(forReadingAtPath: file)?.readToEnd()
        return String(decoding: bytes ?? Data(), as: UTF8.self)
    }

    /// The address ranges in a table of memory (see `proc(5)`) that hold files and can't be written.
    static func fileRanges(_ table: String) -> [Range<UInt>] {
        table.split(separator: "\n").compactMap(fileRange)
    }

    /// Those of them that were never written to, either.
    ///
    /// The loader writes into some and then closes them, and what it wrote is in no file.
    ///
    /// - Parameter lasting: other ones are left out.
    static func cleanRanges(_ table: String, within lasting: [Range<UInt>]) -> [Range<UInt>] {
        let lasting = Set(lasting)
        var ranges: [Range<UInt>] = []
        var candidate: Range<UInt>?
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 2)
            if words.first.flatMap(range) != nil {
                candidate = fileRange(line).flatMap { lasting.contains($0) ? $0 : nil }
            } else if words.first == "Anonymous:", words.dropFirst().first == "0" {
                if let candidate { ranges.append(candidate) }
                candidate = nil
            }
        }
        return ranges
    }

    /// `7f00a000-7f00c000 r-xp 00000000 08:01 12  /usr/lib/a.so`
    private static func fileRange(_ line: Substring) -> Range<UInt>? {
        let words = line.split(separator: " ")
        guard words.count > 5, words[5].hasPrefix("/"), !words[1].contains("w"), words[1].hasSuffix("p") else {
            return nil
        }
        return range(words[0])
    }

    /// `7f00a000-7f00c000`
    private static func range(_ text: Substring) -> Range<UInt>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = UInt(ends[0], radix: 16), let end = UInt(ends[1], radix: 16), first < end
        else { return nil }
        return first..<end
    }
}
