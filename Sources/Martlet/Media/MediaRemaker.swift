import Images
import IndieWeb
import Logging
import NIOPosix

/// Makes the files of a stored picture anew: with the formats that take too long while a client waits, or because some are
/// gone.
///
/// They are made in a directory of their own, which takes the place of the old one in the transaction that names it, so a
/// crash leaves the old files or the new ones, and never a mixture.
struct MediaRemaker: Sendable {
    let library: MediaLibrary
    let pages: PageCache
    let rules: EntryRules

    /// Seconds of encoding that the alternatives of one picture may take.
    private static let alternativeSeconds = 20

    /// Writes the job for a file. It goes behind what is more urgent, and is one however often it is wanted.
    static func enqueue(_ fileID: Int64, at now: Int64, _ tx: AppDatabase.Transaction) throws {
        try JobStore.enqueue(
            NewJob(
                kind: .remakeMedia, payload: ["file": .number(JSONNumber(Int(fileID)))], runAt: now,
                uniqueKey: "remake \(fileID)"), at: now, tx)
    }

    /// Writes the jobs for all pictures, and returns how many wait. While jobs of an earlier call do, these go on.
    static func enqueueAll(_ data: OpenData) async throws -> Int {
        let now = data.clock.now()
        return try await data.database.write { tx in
            if try JobStore.rebuilds(at: now, tx) == 0 { try JobStore.enqueueRebuilds(at: now, tx) }
            return try JobStore.rebuilds(at: now, tx)
        }
    }

    /// Carries out a job; does nothing for a file that is deleted.
    ///
    /// - Throws: ``JobFailure`` when the upload itself can't be read any more.
    func remake(_ job: Job) async throws {
        guard case .number(let number)? = job.payload["file"], let id = number.int.map(Int64.init) else {
            throw JobFailure(word: "bad_payload", text: "The job names no file.", isFinal: true)
        }
        guard let old = try await library.database.read({ try StoredFileStore.picture(id, $0) }) else { return }
        do {
            try await remake(id, from: old)
        } catch let refusal as PictureRefusal where refusal.reason == .timedOut {
            throw JobFailure(word: "timed_out", text: "The processors were busy with other things for too long.")
        } catch let refusal as PictureRefusal {
            throw JobFailure(word: "not_a_picture", text: refusal.message, isFinal: true)
        } catch let error as FileError where error.operation == "link" && !error.isFull {
            throw JobFailure(word: "original_missing", text: "The file that was uploaded is gone.", isFinal: true)
        }
        try await MediaRemover.finish(in: library.folder, library.database)
    }

    private func remake(_ id: Int64, from old: String) async throws {
        let name = RandomBytes.hex(16)
        let folder = library.folder
        let directory = "\(folder.uploads)/\(library.clock.timestamp())_\(name)"
        let original = folder.directory(of: old) + "/" + Upload.originalFile
        try await NIOThreadPool.singleton.runIfActive {
            try Disk.makeDirectory(directory)
            do {
                try Disk.link(original, as: directory + "/" + Upload.originalFile)
            } catch {
                try? Disk.removeDirectory(directory)
                throw error
            }
        }
        do {
            let report = try await library.worker.makeVariants(
                in: directory, alternatives: .avif(seconds: Self.alternativeSeconds))
            let made = MadeVariants(report)
            let files = try await library.sync(made.variants, in: directory)
            try Failpoint.remakeFilesSynced.hit()
            let now = library.clock.now()
            let entries = try await library.database.write(
                undo: { library.remove([folder.directory(of: name)]) }
            ) { tx in
                // Deleted meanwhile, or made anew by another: then these go.
                guard try StoredFileStore.picture(id, tx) == old else { throw Outdated() }
                try StoredFileStore.replace(id, directory: name, files, tone: made.tone, at: now, tx)
                if library.mostBytes > 0, try StoredFileStore.totalBytes(tx) > library.mostBytes {
                    throw JobFailure(
                        word: "no_space", text: "The files would take more than MARTLET_MAX_MEDIA_BYTES.", isFinal: true
                    )
                }
                try library.place([(name, directory)])
                try Failpoint.remakeDirectoryMoved.hit()
                let entries = try MediaStore.entries(showingFile: id, tx)
                try rules.announce(mediaOf: entries, at: now, tx)
                return entries
            }
            await pages.renew(Set(entries.map { .entry($0) }))
        } catch {
            try? await NIOThreadPool.singleton.runIfActive { try Disk.removeDirectory(directory) }
            if error is Outdated { return }
            throw error
        }
    }

    private struct Outdated: Error {}
}
