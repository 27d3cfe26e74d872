import GRDB
import IndieWeb

/// A part of the site with a list of its own.
struct EntryChannel: Sendable, Equatable {
    let uid: String
    let name: String
    var path: String { Self.path(of: uid) }

    static func path(of uid: String) -> String { "/channels/\(uid)" }

    /// Makes an entry a static page. It is always there, and has no list.
    static let pages = EntryChannel(uid: "pages", name: "Pages")
}

/// Rows of channels.
enum ChannelStore {
    /// The owner's channels, by name; that of pages is none of them.
    static func all(_ tx: AppDatabase.Transaction) throws -> [EntryChannel] {
        try Row.fetchAll(tx, sql: "SELECT uid, name FROM channel WHERE \(isOwners) ORDER BY name, uid").map(channel)
    }

    /// A channel that has a list.
    static func channel(_ uid: String, _ tx: AppDatabase.Transaction) throws -> EntryChannel? {
        try Row.fetchOne(tx, sql: "SELECT uid, name FROM channel WHERE uid = ? AND \(isOwners)", arguments: [uid])
            .map(channel)
    }

    private static let isOwners = "uid <> '\(EntryChannel.pages.uid)'"

    /// How many entries are filed under each channel; it reads as many rows of an index.
    static func counts(_ tx: AppDatabase.Transaction) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            tx,
            sql: """
                SELECT channel, count(*) FROM entry WHERE channel IS NOT NULL AND deletedAt IS NULL GROUP BY channel
                """)
        return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    }

    private static func channel(_ row: Row) -> EntryChannel { EntryChannel(uid: row[0], name: row[1]) }

    /// Makes sure that the channel which an entry names is there.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)``.
    static func require(_ uid: String?, _ tx: AppDatabase.Transaction) throws {
        guard let uid else { return }
        let exists = try SQLRequest<Bool>(literal: "SELECT EXISTS (SELECT 1 FROM channel WHERE uid = \(uid))").fetchOne(
            tx)
        guard exists == true else {
            throw MicropubError.invalidRequest("“mp-channel” names no channel of this site; q=channel lists them.")
        }
    }

    /// - Returns: whether the uid was free.
    static func insert(uid: String, name: String, at time: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(
            literal: "INSERT OR IGNORE INTO channel (uid, name, createdAt) VALUES (\(uid), \(name), \(time))")
        return tx.changesCount == 1
    }

    /// - Returns: whether it is there.
    static func rename(_ uid: String, to name: String, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(literal: "UPDATE channel SET name = \(name) WHERE uid = \(uid) AND \(sql: isOwners)")
        return tx.changesCount == 1
    }

    /// Removes a channel; its entries stay, without one.
    ///
    /// - Returns: whether it was there.
    static func remove(_ uid: String, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(literal: "DELETE FROM channel WHERE uid = \(uid) AND \(sql: isOwners)")
        return tx.changesCount == 1
    }
}
