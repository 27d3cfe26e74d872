import GRDB

/// What can go wrong with storage as such, apart from what SQLite and the file system say.
enum StorageError: OwnerError {
    /// Another connection held the database for longer than the time-out.
    case busy(any Error)
    /// The disk is full.
    case full(any Error)
    /// SQLite said no for another reason.
    case failed(any Error)
    /// `COMMIT` failed and the transaction is surely undone.
    case commitFailed(any Error)
    /// `COMMIT` failed and the transaction may be there after the next start.
    case commitUncertain(any Error)
    /// A commit has failed before and could not be settled: only a restart makes the database writable again.
    case writesStopped
    /// The database was made by a newer program.
    case newerSchema(path: String)
    /// The database was made by an older program and has not been brought up to date.
    case olderSchema(path: String)
    /// SQLite did not take a setting that durability stands on.
    case unsafeSetting(name: String, expected: String, found: String)

    /// An error of SQLite as one of storage; any other error as it is.
    static func wrap(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: StorageError.busy(error)
        case .SQLITE_FULL: StorageError.full(error)
        default: StorageError.failed(error)
        }
    }

    /// Whether an error says, at its root, that the disk is full.
    static func isFull(_ error: any Error) -> Bool {
        switch error {
        case StorageError.full: true
        case StorageError.commitFailed(let cause), StorageError.commitUncertain(let cause): isFull(cause)
        case let error as FileError: error.isFull
        default: false
        }
    }

    var description: String {
        switch self {
        case .busy(let error): "the database is busy: \(error)"
        case .full(let error): "the disk is full: \(error)"
        case .failed(let error): "\(error)"
        case .commitFailed(let error): "the write could not be committed and was undone: \(error)"
        case .commitUncertain(let error):
            "a commit failed and could not be settled; writing stops until a restart: \(error)"
        case .writesStopped: "writing has stopped after a failed commit; restart the server"
        case .newerSchema(let path): "\(path) was made by a newer Martlet; use that version, or restore a backup"
        case .olderSchema(let path):
            "\(path) was made by an older Martlet; start the server once to bring it up to date"
        case .unsafeSetting(let name, let expected, let found):
            "SQLite runs with \(name) = \(found) where \(expected) is needed for safe writes"
        }
    }
}
