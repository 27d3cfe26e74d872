#if FAILPOINTS
    import Foundation
    import Glibc
    import Synchronization
#endif

/// A numbered place in a write path where a test can kill the process or make a step fail.
///
/// `MARTLET_FAILPOINT=name[:count]:kill|error|full`, or a list of these with commas, arms them: at the `count`-th time (the
/// first by default) that it is reached, the process dies as by power loss, or the step throws ``FailpointError``, or says
/// that the disk is full. Only builds with the compilation condition `FAILPOINTS` (debug builds, or release builds that ask
/// for it) look at it; elsewhere a hit costs nothing.
enum Failpoint: String, CaseIterable, Sendable {
    case uploadDirectoryMade = "upload.directory-made"
    case uploadOriginalOpened = "upload.original-opened"
    case uploadOriginalWritten = "upload.original-written"
    case uploadVariantsMade = "upload.variants-made"
    case uploadFilesSynced = "upload.files-synced"
    case uploadDirectorySynced = "upload.directory-synced"
    case uploadRowsInserted = "upload.rows-inserted"
    case uploadShardMade = "upload.shard-made"
    case uploadDirectoryMoved = "upload.directory-moved"
    case uploadParentsSynced = "upload.parents-synced"
    case createBegun = "create.begun"
    case createEntryInserted = "create.entry-inserted"
    case createPhotosLinked = "create.photos-linked"
    case updateRevisionKept = "update.revision-kept"
    case updateEntryChanged = "update.entry-changed"
    case deleteEntryMarked = "delete.entry-marked"
    case deleteMediaMarked = "delete.media-marked"
    case remakeFilesSynced = "remake.files-synced"
    case remakeDirectoryMoved = "remake.directory-moved"
    case shareRedeemed = "share.redeemed"
    case jobDone = "job.done"
    case databaseBeforeCommit = "database.before-commit"
    case databaseCommit = "database.commit"
    case databaseFence = "database.fence"
    case databaseCommitted = "database.committed"
    case tokenInserted = "token.inserted"
    case codeInserted = "code.inserted"
    case codeRedeemed = "code.redeemed"
    case tokenRenewed = "token.renewed"
    case migrationApplied = "migration.applied"
    case deletionFilesRemoved = "deletion.files-removed"
    case recoverySwept = "recovery.swept"
    case recoveryDirectoryKept = "recovery.directory-kept"

    /// Dies or throws when this point is armed and its turn has come; else does nothing.
    func hit() throws {
        #if FAILPOINTS
            guard let armed = Self.armed[self] else { return }
            let turn = Self.hits.withLock { hits in
                hits[self, default: 0] += 1
                return hits[self]
            }
            guard turn == armed.turn else { return }
            switch armed.action {
            case .kill: kill(getpid(), SIGKILL)
            case .error: throw FailpointError(point: self)
            case .full: throw StorageError.full(FailpointError(point: self))
            }
        #endif
    }

    #if FAILPOINTS
        private enum Action: String { case kill, error, full }

        private static let hits = Mutex<[Failpoint: Int]>([:])

        private static let armed: [Failpoint: (turn: Int, action: Action)] = {
            let text = ProcessInfo.processInfo.environment["MARTLET_FAILPOINT"] ?? ""
            var armed: [Failpoint: (turn: Int, action: Action)] = [:]
            for item in text.split(separator: ",") {
                let parts = item.split(separator: ":").map(String.init)
                guard let name = parts.first, let point = Failpoint(rawValue: name),
                    let word = parts.last, let action = Action(rawValue: word),
                    parts.count == 2 || parts.count == 3, let turn = parts.count == 3 ? Int(parts[1]) : 1
                else {
                    // A test that names a point which isn't there must not pass by accident.
                    fatalError("MARTLET_FAILPOINT: '\(item)' is not name[:count]:kill|error|full")
                }
                armed[point] = (turn, action)
            }
            return armed
        }()
    #endif
}

/// The error that an armed ``Failpoint`` throws.
struct FailpointError: Error {
    let point: Failpoint
}
