// `stat` is declared there too, and in an optimised build the compiler looks for its members in that module.
import CDispatch
import Foundation

/// File operations with the guarantees that the write order needs: no check before use, no symbolic link followed.
///
/// All of them block: call them on a thread pool or inside a transaction. Paths are absolute or relative to the working
/// directory.
enum Disk {
    /// Makes one directory. With `orExists`, an existing one is fine.
    ///
    /// - Returns: whether it was made now.
    @discardableResult
    static func makeDirectory(_ path: String, mode: mode_t = 0o755, orExists: Bool = false) throws(FileError) -> Bool {
        if mkdir(path, mode) == 0 { return true }
        guard errno == EEXIST, orExists else { throw FileError("mkdir", path) }
        return false
    }

    /// Makes the directory and what is missing above it.
    static func makeDirectories(_ path: String, mode: mode_t = 0o755) throws(FileError) {
        do {
            try makeDirectory(path, mode: mode, orExists: true)
        } catch  where error.code == ENOENT {
            guard let slash = path.dropLast().lastIndex(of: "/"), slash > path.startIndex else { throw error }
            try makeDirectories(String(path[..<slash]), mode: mode)
            try makeDirectory(path, mode: mode, orExists: true)
        }
    }

    /// Takes the rights of people outside the owner's group from a directory.
    static func closeToOthers(_ path: String) throws(FileError) {
        var status = stat()
        guard stat(path, &status) == 0, chmod(path, status.st_mode & 0o770) == 0 else { throw FileError("chmod", path) }
    }

    /// Opens a file or directory; never follows a symbolic link at the end of the path.
    static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o644) throws(FileError) -> Int32 {
        let descriptor = Foundation.open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw FileError("open", path) }
        return descriptor
    }

    /// Lets the lock of an open file go, and closes it.
    ///
    /// Not by closing alone: a child that is being started has a copy for a moment, and would hold the lock for as long.
    static func unlock(_ descriptor: Int32) {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Writes what the kernel holds of a file or a directory's list of names to the disk.
    static func sync(_ path: String, isDirectory: Bool = false) throws(FileError) {
        let descriptor = try open(path, O_RDONLY | (isDirectory ? O_DIRECTORY : 0))
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError("fsync", path) }
    }

    /// Gives a file a second name, which must be free.
    static func link(_ path: String, as other: String) throws(FileError) {
        guard Foundation.link(path, other) == 0 else { throw FileError("link", other) }
    }

    /// Moves a file or directory within the file system, in one atomic step; a directory with files is never replaced.
    static func move(_ path: String, to target: String) throws(FileError) {
        guard rename(path, target) == 0 else { throw FileError("rename", path) }
    }

    /// Calls `body` with each name in a directory but `.` and `..`, and what it is. A missing directory has none.
    static func forEachName(in path: String, _ body: (String, Kind) throws -> Void) throws {
        guard let stream = opendir(path) else {
            if errno == ENOENT { return }
            throw FileError("opendir", path)
        }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw FileError("readdir", path) }
                return
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { try body(name, kind(of: path + "/" + name)) }
        }
    }

    /// The names in a directory, sorted; for directories whose size is bounded.
    static func names(in path: String) throws -> [(name: String, kind: Kind)] {
        var names: [(name: String, kind: Kind)] = []
        try forEachName(in: path) { names.append(($0, $1)) }
        return names.sorted { $0.name < $1.name }
    }

    /// What stands at a path, itself: a link is a link.
    static func kind(of path: String) -> Kind {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .missing }
        return switch status.st_mode & S_IFMT {
        case S_IFDIR: .directory
        case S_IFREG: .file(size: Int(status.st_size))
        default: .other
        }
    }

    /// Removes a directory that holds files only, and it may be gone already; never follows a link.
    ///
    /// - Throws: ``FileError`` when something in it can't be removed, as a directory inside can't.
    static func removeDirectory(_ path: String) throws {
        try forEachName(in: path) { name, _ in
            let file = path + "/" + name
            guard unlink(file) == 0 || errno == ENOENT else { throw FileError("unlink", file) }
        }
        guard rmdir(path) == 0 || errno == ENOENT else { throw FileError("rmdir", path) }
    }

    /// Removes a file, which may be gone already.
    static func removeFile(_ path: String) throws(FileError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileError("unlink", path) }
    }

    /// Writes all of `bytes` at the descriptor's place.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(FileError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError("write", path)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// What a name in a directory stands for.
    enum Kind: Equatable, Sendable {
        case directory
        /// A regular file, with its size in bytes.
        case file(size: Int)
        /// A symbolic link, socket, device or pipe.
        case other
        case missing
    }
}

/// A system call on a file that failed.
struct FileError: OwnerError {
    let operation: String
    let path: String
    /// The `errno` of the call.
    let code: Int32

    init(_ operation: String, _ path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// Whether the disk, the quota or the directory's room for names has run out.
    var isFull: Bool { code == ENOSPC || code == EDQUOT }

    var description: String { "\(operation) \(path): \(String(cString: strerror(code)))" }
}
