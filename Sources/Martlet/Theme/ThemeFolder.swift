// `stat` is declared there too: see `Disk`.
import CDispatch
import Foundation

/// A folder of the data directory whose files stand in for built-in ones of the same name: `templates/` or `static/`.
///
/// Regular files only: a symbolic link would serve whatever it leads to. Names of letters, digits and `. _ -` that don't begin
/// with a dot; all others belong to editors and are passed over.
struct ThemeFolder: Sendable {
    /// Where it is; it may be missing.
    let path: String
    /// Most bytes of one file.
    let mostBytes: Int
    /// Whether a file of this name is for here.
    let accepts: @Sendable (String) -> Bool

    static let mostFiles = 500

    /// What tells whether a file was written since: its own number, its size and two times.
    struct Stamp: Equatable, Sendable {
        fileprivate let parts: [Int]
    }

    /// What was read: file name → bytes, and the files that could not be.
    struct Contents: Sendable {
        var files: [String: Data] = [:]
        var problems: [ThemeProblem] = []
    }

    /// File name → stamp of what is there now; empty when the folder can't be read.
    func stamps() -> [String: Stamp] {
        var stamps: [String: Stamp] = [:]
        for name in (try? names()) ?? [] {
            var status = stat()
            guard lstat(path + "/" + name, &status) == 0 else { continue }
            stamps[name] = Stamp(parts: [
                Int(status.st_ino), Int(status.st_mode), Int(status.st_size), status.st_mtim.tv_sec,
                status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
            ])
        }
        return stamps
    }

    /// Reads all files, within the limits.
    func read() -> Contents {
        var contents = Contents()
        do {
            for name in try names() {
                do {
                    contents.files[name] = try bytes(of: name)
                } catch {
                    contents.problems.append(problem(name, "\(error)"))
                }
            }
        } catch {
            contents.problems.append(problem("", "\(error)"))
        }
        return contents
    }

    private func names() throws -> [String] {
        var names: [String] = []
        try Disk.forEachName(in: path) { name, _ in
            guard Self.isPlain(name), accepts(name) else { return }
            guard names.count < Self.mostFiles else {
                throw CommandFailure("there are more than \(Self.mostFiles) files")
            }
            names.append(name)
        }
        return names.sorted()
    }

    private static func isPlain(_ name: String) -> Bool {
        let isKnown = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isKnown && !name.hasPrefix(".")
    }

    private func bytes(of name: String) throws -> Data {
        let file = path + "/" + name
        guard case .file = Disk.kind(of: file) else {
            throw CommandFailure("is no regular file; links are not followed")
        }
        // Not to wait for whoever might have put a pipe there meanwhile.
        let descriptor = try Disk.open(file, O_RDONLY | O_NONBLOCK)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let data = try handle.read(upToCount: mostBytes + 1) ?? Data()
        guard data.count <= mostBytes else { throw CommandFailure("is larger than \(mostBytes) bytes") }
        return data
    }

    private func problem(_ name: String, _ reason: String) -> ThemeProblem {
        let folder = path.split(separator: "/").last.map(String.init) ?? path
        return ThemeProblem(file: folder + "/" + name, reason: reason)
    }
}

extension ThemeFolder {
    /// `templates/` of a data directory.
    static func templates(of data: String) -> ThemeFolder {
        ThemeFolder(path: data + "/templates", mostBytes: 256 * 1024) { $0.hasSuffix(".mustache") }
    }

    /// `static/` of a data directory. What is read stays in memory.
    static func statics(of data: String) -> ThemeFolder {
        ThemeFolder(path: data + "/static", mostBytes: 8 * 1024 * 1024) { StaticFiles.serves($0) }
    }
}
