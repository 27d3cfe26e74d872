import Foundation

/// Keeps the bytes of uploads that failed, for the owner to look into: in a folder of the data directory that is never served.
///
/// Names are made harmless, the folder is kept under a size, the oldest going first, and nothing stays for longer than a week.
struct FailedUploads: Sendable {
    let directory: String

    /// Bytes in all, and seconds.
    static let (mostBytes, lifetime): (Int, Int64) = (100 * 1024 * 1024, 7 * 86_400)

    /// Gives a received file a second name here. It blocks.
    ///
    /// - Parameters:
    ///   - name: as the client named the file; only letters, digits, points and hyphens of it stay.
    ///   - time: `YYYYMMDDHHMMSS`, so that names sort by age.
    func keep(_ file: String, name: String, time: String) throws {
        try Disk.makeDirectory(directory, mode: 0o700, orExists: true)
        let plain = name.unicodeScalars.map { scalar -> Character in
            let isPlain = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
            return isPlain || scalar == "." || scalar == "-" ? Character(scalar) : "_"
        }
        let target = "\(directory)/\(time)-\(RandomBytes.hex(4))-" + String(plain.suffix(80)).trimmingDots
        try Disk.link(file, as: target)
        try prune(before: "")
    }

    /// Removes what is older than a time, written as in the names, and the oldest beyond the size. It blocks.
    func prune(before time: String) throws {
        var files: [(path: String, size: Int)] = []
        // In the order of their names, which begin with the time.
        for (name, kind) in try Disk.names(in: directory) {
            guard case .file(let size) = kind else { continue }
            let path = directory + "/" + name
            if name < time { unlink(path) } else { files.append((path, size)) }
        }
        var total = files.reduce(0) { $0 + $1.size }
        for file in files where total > Self.mostBytes {
            unlink(file.path)
            total -= file.size
        }
    }
}

extension String {
    fileprivate var trimmingDots: String { String(drop { $0 == "." }) }
}
