import Crypto
import Glibc
import Images
import NIOPosix

/// One file that is being received: a directory of its own with the bytes so far, locked against the sweep at start.
///
/// The lock is an advisory one on the file `original`; it is held until the picture has its final place or the upload is
/// abandoned, and the kernel drops it when the process dies.
actor Upload {
    /// The name that the picture will have.
    nonisolated let name: String
    /// The temp directory.
    nonisolated let directory: String
    /// As the client named the file, without a path.
    nonisolated let filename: String
    private let purpose: UploadPurpose

    /// Bytes received so far.
    private(set) var sizeBytes = 0

    /// What it is, by the first bytes.
    var type: UploadType { UploadType(head) }

    private var head: [UInt8] = []
    private var descriptor: Int32
    private var pending: [UInt8] = []
    private var digest = SHA256()
    private var keeper: (uploads: FailedUploads, time: String)?

    private var original: String { directory + "/" + Upload.originalFile }

    /// The file in each picture's directory that holds what was uploaded. It is never served.
    static let originalFile = "original"

    /// Bytes that are gathered before a write: larger ones hardly gain, smaller ones cost a third of the speed.
    private static let writeSize = 512 * 1024

    private init(name: String, filename: String, purpose: UploadPurpose, directory: String, descriptor: Int32) {
        self.name = name
        self.purpose = purpose
        self.filename = filename
        self.directory = directory
        self.descriptor = descriptor
    }

    /// Makes a temp directory with an empty, locked `original` in it.
    ///
    /// - Parameters:
    ///   - filename: as the client named the file.
    ///   - purpose: what it has to be.
    ///   - time: the time stamp that the directory's name starts with, for people who look into it.
    static func begin(
        in folder: MediaFolder, name: String, filename: String, for purpose: UploadPurpose, time: String
    ) async throws -> Upload {
        let directory = "\(folder.uploads)/\(time)_\(name)"
        let descriptor = try await NIOThreadPool.singleton.runIfActive {
            try Disk.makeDirectory(directory)
            do {
                try Failpoint.uploadDirectoryMade.hit()
                let file = directory + "/" + originalFile
                let descriptor = try Disk.open(file, O_RDWR | O_CREAT | O_EXCL)
                guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                    defer { close(descriptor) }
                    throw FileError("lock", file)
                }
                return descriptor
            } catch {
                try? Disk.removeDirectory(directory)
                throw error
            }
        }
        let upload = Upload(
            name: name, filename: MediaFilename.cleaned(filename), purpose: purpose, directory: directory,
            descriptor: descriptor)
        do {
            try Failpoint.uploadOriginalOpened.hit()
        } catch {
            await upload.abandon()
            throw error
        }
        return upload
    }

    /// Has the bytes kept if the upload is abandoned.
    ///
    /// - Parameter time: for the name under which they are kept.
    func keepIfAbandoned(in uploads: FailedUploads, time: String) {
        keeper = (uploads, time)
    }

    /// Takes the next bytes of the file.
    ///
    /// - Throws: ``PictureRefusal`` as soon as the first bytes show that it is not what it is for.
    func append(_ bytes: some Collection<UInt8> & Sendable) async throws {
        if head.count < UploadType.sniffLength {
            head.append(contentsOf: bytes.prefix(UploadType.sniffLength - head.count))
            if head.count == UploadType.sniffLength { try purpose.check(type) }
        }
        pending.append(contentsOf: bytes)
        if pending.count >= Self.writeSize { try await flush() }
    }

    /// Writes what is left and returns the SHA-256 of the whole file. The file is not yet synced.
    ///
    /// - Throws: ``PictureRefusal`` when it is not what it is for.
    func finish() async throws -> [UInt8] {
        try purpose.check(type)
        try await flush()
        try Failpoint.uploadOriginalWritten.hit()
        return Array(digest.finalize())
    }

    /// Removes what was received and lets the lock go. What can't be removed is left for the next start.
    func abandon() async {
        if let keeper {
            try? await flush()
            let (original, filename) = (original, filename)
            try? await NIOThreadPool.singleton.runIfActive {
                try keeper.uploads.keep(original, name: filename, time: keeper.time)
            }
        }
        await discard()
    }

    /// Removes what was received, as the same bytes are stored already, and lets the lock go.
    func discard() async {
        let directory = directory
        try? await NIOThreadPool.singleton.runIfActive { try Disk.removeDirectory(directory) }
        release()
    }

    /// Lets the lock go, once the picture has its place.
    func release() {
        guard descriptor >= 0 else { return }
        Disk.unlock(descriptor)
        descriptor = -1
    }

    private func flush() async throws {
        guard !pending.isEmpty else { return }
        let bytes = pending
        pending.removeAll(keepingCapacity: true)
        let (descriptor, path, soFar) = (descriptor, original, digest)
        digest = try await NIOThreadPool.singleton.runIfActive {
            var digest = soFar
            try bytes.withUnsafeBytes {
                try Disk.write($0, to: descriptor, path: path)
                digest.update(bufferPointer: $0)
            }
            return digest
        }
        sizeBytes += bytes.count
    }

    deinit {
        if descriptor >= 0 { Disk.unlock(descriptor) }
    }
}
