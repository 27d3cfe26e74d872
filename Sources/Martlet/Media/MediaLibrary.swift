import Crypto
import Foundation
import Images
import Logging
import NIOPosix

/// Takes files in: receives, has variants made, and gives them their place so that no crash leaves a half.
///
/// The order of steps is the promise: files and their directory are on the disk before the rows are committed, all
/// variants get their place by one rename inside the transaction, and what was not committed is removed.
struct MediaLibrary: Sendable {
    let folder: MediaFolder
    let database: AppDatabase
    let worker: ImageWorkerProcess
    let recordings: RecordingPreparer
    let clock: Clock
    let logger: Logger
    /// Bytes that all files may take; 0 for no limit of ours.
    var mostBytes = 0
    /// Whether a job makes AVIF files of each picture.
    var makesAlternatives = false
    /// What uploads have to pass; nil where the owner wants none.
    var scanner: VirusScanner?
    /// Where the bytes of uploads that fail are kept; nil unless the owner wants that.
    var failed: FailedUploads?

    /// Begins to receive a file.
    ///
    /// - Parameters:
    ///   - filename: as the client named it: for downloads, never for a path of ours.
    ///   - purpose: what the file has to be.
    func beginUpload(filename: String = "", for purpose: UploadPurpose = .photo) async throws -> Upload {
        let time = clock.timestamp()
        let upload = try await Upload.begin(
            in: folder, name: RandomBytes.hex(16), filename: filename, for: purpose, time: time)
        if let failed { await upload.keepIfAbandoned(in: failed, time: time) }
        return upload
    }

    /// Prepares several pictures, each with its alternative text; see ``prepare(_:alt:)``.
    ///
    /// - Throws: for the first that isn't acceptable; none of the files is left then.
    func prepare(_ uploads: [Upload], alts: [String?]) async throws -> [PreparedMedia] {
        var photos: [PreparedMedia] = []
        do {
            for (upload, alt) in zip(uploads, alts) { photos.append(try await prepare(upload, alt: alt)) }
            return photos
        } catch {
            for upload in uploads { await upload.abandon() }
            throw error
        }
    }

    /// Checks a received file, makes its variants and writes all of it to the disk, still in its temp directory.
    ///
    /// - Throws: ``PictureRefusal`` or ``RecordingRefusal`` when the file isn't acceptable, ``SiteError`` for what the virus
    ///   scanner says. The upload is gone then, and after any other error.
    func prepare(_ upload: Upload, alt: String?) async throws -> PreparedMedia {
        do {
            let sha256 = try await upload.finish()
            let sizeBytes = await upload.sizeBytes
            guard sizeBytes > 0 else { throw PictureRefusal(.unreadable, "The file is empty.") }
            try await scanner?.check(upload.directory + "/" + Upload.originalFile)
            let type = await upload.type
            let made = try await makeVariants(of: upload, type)
            try Failpoint.uploadVariantsMade.hit()
            let files = try await sync(made.variants, in: upload.directory)
            return PreparedMedia(
                upload: upload, kind: type.kind, mediaType: type.mediaType, facts: made.facts, tone: made.tone,
                sizeBytes: sizeBytes,
                sha256: sha256, alt: alt, filename: upload.filename, variants: files)
        } catch {
            await upload.abandon()
            throw error
        }
    }

    private func makeVariants(of upload: Upload, _ type: UploadType) async throws -> MadeVariants {
        switch type {
        case .picture: MadeVariants(try await worker.makeVariants(in: upload.directory))
        case .recording(let type): try await recordings.makeVariants(in: upload.directory, type)
        case .other:
            try await NIOThreadPool.singleton.runIfActive {
                let file = "full." + MediaFilename.safeExtension(of: upload.filename)
                try Disk.link(upload.directory + "/" + Upload.originalFile, as: upload.directory + "/" + file)
                return MadeVariants(
                    variants: [MadeVariants.File(size: .full, file: file, mediaType: type.mediaType)])
            }
        }
    }

    /// Runs the one transaction that makes prepared pictures, and what `body` writes about them, permanent.
    ///
    /// `body` gets the uploads' row ids in the order of `photos`. Bytes that are stored already are not stored again. When this
    /// returns, all of it survives a power cut.
    ///
    /// - Throws: what `body` or the database throws; no file of `photos` is left then, unless the commit itself is in doubt
    ///   (``StorageError/commitUncertain``): the next start decides.
    func publish<Value: Sendable>(
        _ photos: [PreparedMedia],
        _ body: @escaping @Sendable (AppDatabase.Transaction, [Int64]) throws -> Value
    ) async throws -> Value {
        do {
            let placed = photos.map { folder.directory(of: $0.name) }
            let (value, inserted) = try await database.write(undo: { remove(placed) }) { tx in
                let now = clock.now()
                let inserted = try photos.map { try MediaStore.insert($0, uploadedAt: now, tx) }
                if !photos.isEmpty { try Failpoint.uploadRowsInserted.hit() }
                try checkTotal(photos, tx)
                let value = try body(tx, inserted.map(\.id))
                let new = zip(photos, inserted).filter { !$1.isStored }
                try place(new.map { photo, _ in (photo.name, photo.upload.directory) })
                if makesAlternatives {
                    for (photo, inserted) in new where photo.kind == .picture {
                        try MediaRemaker.enqueue(inserted.fileID, at: now, tx)
                    }
                }
                return (value, inserted)
            }
            for (photo, inserted) in zip(photos, inserted) {
                if inserted.isStored { await photo.upload.discard() } else { await photo.upload.release() }
            }
            return value
        } catch {
            // What has got its place by now is removed by `undo`, or kept while the commit is in doubt.
            for photo in photos { await photo.upload.abandon() }
            throw error
        }
    }

    /// - Throws: ``SiteError`` 507 when the files, these among them, take more than the owner lets them.
    private func checkTotal(_ photos: [PreparedMedia], _ tx: AppDatabase.Transaction) throws {
        guard mostBytes > 0, !photos.isEmpty, try StoredFileStore.totalBytes(tx) > mostBytes else { return }
        throw SiteError.storeFull
    }

    /// Removes the directories of uploads whose transaction is surely undone.
    func remove(_ directories: [String]) {
        for directory in directories {
            do {
                try Disk.removeDirectory(directory)
            } catch {
                logger.error("could not remove a picture", metadata: ["path": "\(directory)", "error": "\(error)"])
            }
        }
    }

    /// Moves temp directories to their final places and syncs the directories that name them.
    func place(_ moves: [(name: String, directory: String)]) throws {
        guard !moves.isEmpty else { return }
        var parents: Set<String> = [folder.uploads]
        for (name, directory) in moves {
            let shard = folder.shard(of: name)
            if try Disk.makeDirectory(shard, orExists: true) { parents.insert(folder.root) }
            try Failpoint.uploadShardMade.hit()
            try Disk.move(directory, to: folder.directory(of: name))
            parents.insert(shard)
            try Failpoint.uploadDirectoryMoved.hit()
        }
        for parent in parents { try Disk.sync(parent, isDirectory: true) }
        try Failpoint.uploadParentsSynced.hit()
    }

    /// Syncs the files of a directory to the disk, and then the directory.
    func sync(_ variants: [MadeVariants.File], in directory: String) async throws -> [PreparedMedia.File] {
        try await NIOThreadPool.singleton.runIfActive { try Self.syncFiles(variants, in: directory) }
    }

    /// Syncs every file of an upload and then the directory, and measures the variants: the worker's word is not enough.
    private static func syncFiles(
        _ variants: [MadeVariants.File], in directory: String
    ) throws -> [PreparedMedia.File] {
        let files = try variants.map { variant in
            guard MediaFolder.isFile(variant.file) else { throw PictureRefusal.unreadable }
            let (sizeBytes, sha256) = try measureAndSync(directory + "/" + variant.file)
            return PreparedMedia.File(
                size: variant.size, file: variant.file, mediaType: variant.mediaType, width: variant.width,
                height: variant.height, sizeBytes: sizeBytes, sha256: sha256)
        }
        try Disk.sync(directory + "/" + Upload.originalFile)
        try Failpoint.uploadFilesSynced.hit()
        try Disk.sync(directory, isDirectory: true)
        try Failpoint.uploadDirectorySynced.hit()
        return files
    }

    private static func measureAndSync(_ path: String) throws -> (sizeBytes: Int, sha256: [UInt8]) {
        let descriptor = try Disk.open(path, O_RDONLY)
        defer { close(descriptor) }
        var digest = SHA256()
        var sizeBytes = 0
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { break }
            if count > 0 {
                digest.update(data: buffer[..<count])
                sizeBytes += count
            } else if errno != EINTR {
                throw FileError("read", path)
            }
        }
        guard fsync(descriptor) == 0 else { throw FileError("fsync", path) }
        return (sizeBytes, Array(digest.finalize()))
    }
}
