import Glibc

/// The lock that makes one process the owner of a data directory.
///
/// An advisory lock on `martlet.lock`: the kernel drops it when the process ends, however it ends. The file holds the
/// owner's process number for people to read.
final class InstanceLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of the data directory at `path`.
    ///
    /// - Throws: ``Held`` when another process has it, ``FileError`` when the file can't be opened.
    init(dataDirectory path: String) throws {
        let file = path + "/martlet.lock"
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileError("open", file) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let holder = Self.holder(descriptor)
            Glibc.close(descriptor)
            if reason == EWOULDBLOCK { throw Held(path: path, holder: holder) }
            throw FileError("lock", file, code: reason)
        }
        self.descriptor = descriptor
        let text = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// Lets another process have the directory.
    func release() { flock(descriptor, LOCK_UN) }

    deinit { Glibc.close(descriptor) }

    private static func holder(_ descriptor: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    /// Another process owns the data directory.
    struct Held: OwnerError {
        let path: String
        /// The process that has the lock, when it could be read.
        let holder: Int?

        var description: String {
            "\(path) is in use by \(holder.map { "process \($0)" } ?? "another process"); stop it first"
        }
    }
}
