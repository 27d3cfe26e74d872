import Glibc
import Logging
import NIOPosix

/// Compares the media directory with the rows, and sets right what a crash left behind.
///
/// Both sides are read in pieces: neither list is ever held whole. Nothing follows a symbolic link or leaves the media
/// directory; a directory without a row is moved aside, never removed.
struct MediaRecovery: Sendable {
    let folder: MediaFolder
    let database: AppDatabase
    let clock: Clock

    /// Reports every finding to `report`, and sets it right when `repairing`.
    ///
    /// Order: decided deletions are finished, abandoned uploads removed, directories without a row moved to `lost+found`,
    /// and pictures with files missing marked.
    func run(repairing: Bool, report: @escaping @Sendable (MediaFinding) -> Void) async throws {
        try await clearUp(repairing: repairing, report: report)
        try await markMissing(repairing: repairing, report: report)
    }

    /// What has to be done before the server accepts uploads: all but looking at each file of each picture.
    func clearUp(repairing: Bool, report: @escaping @Sendable (MediaFinding) -> Void) async throws {
        try await finishDeletions(repairing, report)
        try await sweepUploads(repairing, report)
        try await keepUnknownDirectories(repairing, report)
    }

    private typealias Report = @Sendable (MediaFinding) -> Void

    private func finishDeletions(_ repairing: Bool, _ report: Report) async throws {
        guard repairing else {
            for (_, name) in try await database.read(StoredFileStore.deleted) {
                report(MediaFinding(.unfinishedDeletion, path: folder.directory(of: name)))
            }
            return
        }
        try await MediaRemover.finish(in: folder, database) { report(MediaFinding(.unfinishedDeletion, path: $0)) }
    }

    /// Removes the temp directories of uploads whose lock nobody holds.
    private func sweepUploads(_ repairing: Bool, _ report: @escaping Report) async throws {
        let uploads = folder.uploads
        try await onDisk {
            for (name, kind) in try Disk.names(in: uploads) {
                let path = uploads + "/" + name
                guard kind == .directory else {
                    try keep(path, as: name, repairing, report)
                    continue
                }
                guard let lock = try UploadLock.take(directory: path) else { continue }
                defer { lock.release() }
                if repairing {
                    try Disk.removeDirectory(path)
                    try Failpoint.recoverySwept.hit()
                }
                report(MediaFinding(.abandonedUpload, path: path))
            }
        }
    }

    /// Moves what has no row to `lost+found`: directories of pictures, and anything else that doesn't belong.
    private func keepUnknownDirectories(_ repairing: Bool, _ report: @escaping Report) async throws {
        let root = folder.root
        for (shard, kind) in try await onDisk({ try Disk.names(in: root) }) where shard != "tmp" {
            let path = root + "/" + shard
            guard kind == .directory, shard.utf8.count == 2 else {
                try await onDisk { try keep(path, as: shard, repairing, report) }
                continue
            }
            let known = try await database.read { try StoredFileStore.names(startingWith: shard, $0) }
            try await onDisk {
                for (name, kind) in try Disk.names(in: path) where kind != .directory || !known.contains(name) {
                    try keep(path + "/" + name, as: name, repairing, report)
                }
            }
        }
    }

    /// Marks pictures of which a file is gone, and takes the mark off those that are whole again.
    ///
    /// Runs also while the server does, since at 200,000 pictures it takes seconds: what was replaced or deleted between
    /// reading a row and looking at its files is no finding.
    func markMissing(repairing: Bool, report: @escaping @Sendable (MediaFinding) -> Void) async throws {
        var last: Int64 = 0
        while true {
            let after = last
            let photos = try await database.read { try StoredFileStore.expected(after: after, limit: 500, $0) }
            guard let end = photos.last?.id else { return }
            let found = try await onDisk { photos.map { ($0, missingFile(of: $0)) } }
            for (photo, file) in found {
                if file != nil {
                    let isThere = try await database.read { try StoredFileStore.isThere(photo, $0) }
                    guard isThere else { continue }
                }
                if let file { report(MediaFinding(.missingFile, path: folder.directory(of: photo.name) + "/" + file)) }
                guard repairing, photo.isMissing != (file != nil) else { continue }
                let now = clock.now()
                try await database.write { tx in
                    guard try StoredFileStore.isThere(photo, tx) else { return }
                    try StoredFileStore.setMissing(photo.id, since: file == nil ? nil : now, tx)
                    // What was made can be made again, as long as the upload itself is there.
                    if let file, file != Upload.originalFile, try StoredFileStore.picture(photo.id, tx) != nil {
                        try MediaRemaker.enqueue(photo.id, at: now, tx)
                    }
                }
            }
            last = end
        }
    }

    /// The first file of a picture that is not there with its full size.
    private func missingFile(of photo: StoredFileStore.Expected) -> String? {
        let directory = folder.directory(of: photo.name)
        return photo.files.sorted { $0.key < $1.key }.first { file, size in
            Disk.kind(of: directory + "/" + file) != .file(size: size)
        }?.key
    }

    private func keep(_ path: String, as name: String, _ repairing: Bool, _ report: Report) throws {
        if repairing {
            try Disk.makeDirectory(folder.lostAndFound, orExists: true)
            var target = folder.lostAndFound + "/" + name
            if Disk.kind(of: target) != .missing { target += "-" + RandomBytes.hex(4) }
            try Disk.move(path, to: target)
            try Disk.sync(folder.lostAndFound, isDirectory: true)
            try Failpoint.recoveryDirectoryKept.hit()
        }
        report(MediaFinding(.withoutRow, path: path))
    }

    private func onDisk<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await NIOThreadPool.singleton.runIfActive(body)
    }
}

/// One difference between files and rows.
struct MediaFinding: Sendable, Equatable {
    let kind: Kind
    let path: String

    init(_ kind: Kind, path: String) {
        self.kind = kind
        self.path = path
    }

    enum Kind: String, Sendable {
        /// A deletion was decided and its files or row are still there.
        case unfinishedDeletion = "unfinished-deletion"
        /// A temp directory that no running upload holds.
        case abandonedUpload = "abandoned-upload"
        /// A directory or file under `media` that no row names.
        case withoutRow = "without-row"
        /// A picture of which a file is gone or has another size.
        case missingFile = "missing-file"
    }

    /// What a start does about it, for people.
    var remedy: String {
        switch kind {
        case .unfinishedDeletion: "finished"
        case .abandonedUpload: "removed"
        case .withoutRow: "moved to lost+found"
        case .missingFile: "marked; put the file back from a backup"
        }
    }
}

/// The lock of a temp directory that nobody else holds.
private struct UploadLock {
    private let descriptor: Int32?

    /// Takes the lock, or returns nil when a running upload has it.
    ///
    /// A directory without a lock file is a crash between two system calls: nobody holds it.
    static func take(directory: String) throws -> UploadLock? {
        guard let descriptor = try open(directory + "/" + Upload.originalFile) else {
            return UploadLock(descriptor: nil)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return UploadLock(descriptor: descriptor)
    }

    private static func open(_ path: String) throws -> Int32? {
        do {
            return try Disk.open(path, O_RDONLY)
        } catch  where [ENOENT, ELOOP].contains(error.code) {
            return nil
        }
    }

    func release() {
        if let descriptor { Disk.unlock(descriptor) }
    }
}
