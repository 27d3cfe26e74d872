import IndieWeb
import NIOPosix

/// Deletes uploads: decided in one transaction, their files removed by a job behind it.
///
/// - SeeAlso: <https://github.com/indieweb/micropub-extensions/issues/30>
struct MediaRemover: Sendable {
    let folder: MediaFolder
    let database: AppDatabase
    let site: Site
    let clock: Clock
    let pages: PageCache
    let rules: EntryRules

    /// Deletes the upload at an address. Deleting it again changes nothing.
    ///
    /// - Parameter isForced: whether posts that still show it have to do without.
    /// - Throws: ``MicropubError/invalidRequest(_:)`` where there never was one, or when a post still shows it.
    func delete(_ url: String, isForced: Bool = false) async throws {
        guard url.hasPrefix(site.url("/media/")), let name = MediaFolder.name(in: url) else {
            throw MicropubError.invalidRequest("“url” is no address of a file of this site.")
        }
        try await delete(named: name, isForced: isForced)
    }

    /// Deletes the upload with a name; see ``delete(_:isForced:)``.
    func delete(named name: String, isForced: Bool) async throws {
        let now = clock.now()
        let entries = try await database.write { tx -> [Int64] in
            guard let id = try MediaStore.id(named: name, tx) else {
                if try MediaStore.isRemoved(name, tx) { return [] }
                throw MicropubError.invalidRequest("There is no file at “url”.")
            }
            let paths = try MediaStore.paths(showing: id, limit: 5, tx)
            guard paths.isEmpty || isForced else {
                let list = paths.map(site.url).joined(separator: ", ")
                throw MicropubError.invalidRequest(
                    "The file is still shown by \(list); remove it there first, or send “force” with the value true.")
            }
            let entries = try MediaStore.entries(showing: id, tx)
            try Self.decide(id, name: name, at: now, tx)
            try rules.announce(mediaOf: entries, at: now, tx)
            return entries
        }
        await pages.renew(Set(entries.map { .entry($0) }))
    }

    /// Decides that an upload is deleted, with the job that removes its files.
    static func decide(_ id: Int64, name: String, at now: Int64, _ tx: AppDatabase.Transaction) throws {
        try MediaStore.markDeleted(id, name: name, at: now, tx)
        let payload: JSONObject = ["media": .number(JSONNumber(Int(id)))]
        try JobStore.enqueue(
            NewJob(kind: .removeMedia, payload: payload, runAt: now, uniqueKey: "remove \(name)"), at: now, tx)
        try Failpoint.deleteMediaMarked.hit()
    }

    /// Finishes what was decided, as a job; a start does the same for what a crash left.
    func remove(_ job: Job) async throws {
        try await Self.finish(in: folder, database)
        // A link that took its file with it told nobody what showed it.
        pages.invalidateAll()
    }

    /// Removes the files that are deleted, each with its rows, and then the rows of deleted uploads whose files others share.
    ///
    /// - Parameter finished: called with the directory of each.
    static func finish(
        in folder: MediaFolder, _ database: AppDatabase, finished: (String) -> Void = { _ in }
    ) async throws {
        for (id, name) in try await database.read(StoredFileStore.deleted) {
            try await NIOThreadPool.singleton.runIfActive { try folder.removeFiles(of: name) }
            try Failpoint.deletionFilesRemoved.hit()
            try await database.write { try StoredFileStore.removeDeleted(id, $0) }
            finished(folder.directory(of: name))
        }
        if try await database.read(MediaStore.isAnyDeleted) { try await database.write(MediaStore.removeDeleted) }
    }

    /// Whether an upload was here and was deleted.
    func isRemoved(_ name: String) async throws -> Bool {
        try await database.read { try MediaStore.isRemoved(name, $0) }
    }
}
