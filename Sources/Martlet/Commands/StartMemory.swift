import Foundation
import Glibc

/// Gives back the memory that only the start of the process needed.
///
/// The loader and the first calls touch most pages of the program and of a hundred libraries; a server that waits needs
/// few of them. They are clean copies of files, so the system could take them at any time, but until it has to it counts them as
/// ours: 70 MB instead of 35.
enum StartMemory {
    /// Drops the pages of mapped files that were never written to; what is needed again comes back from the file by itself.
    static func giveBack() {
        // Not by `contentsOfFile`: the kernel says that the file is empty, and of such it reads the first part alone.
        let table = try? FileHandle(forReadingAtPath: "/proc/self/smaps")?.readToEnd()
        for range in cleanRanges(table.map { String(decoding: $0, as: UTF8.self) }) {
            // Advice: where it isn't taken, nothing changes.
            _ = madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
        }
    }

    /// The address ranges in a table of memory (see `proc(5)`) that hold files, can't be written, and never were.
    ///
    /// The last matters: the loader writes into some and then closes them, and what it wrote is in no file.
    static func cleanRanges(_ table: String?) -> [Range<UInt>] {
        var ranges: [Range<UInt>] = []
        var candidate: Range<UInt>?
        for line in (table ?? "").split(separator: "\n") {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            if let range = words.first.flatMap(range) {
                let isReadOnly = words.count > 5 && words[5].hasPrefix("/") && !words[1].contains("w")
                candidate = isReadOnly && words[1].hasSuffix("p") ? range : nil
            } else if words.first == "Anonymous:", words.dropFirst().first == "0" {
                if let candidate { ranges.append(candidate) }
                candidate = nil
            }
        }
        return ranges
    }

    /// `7f00a000-7f00c000`
    private static func range(_ text: Substring) -> Range<UInt>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = UInt(ends[0], radix: 16), let end = UInt(ends[1], radix: 16), first < end
        else { return nil }
        return first..<end
    }
}
