import GRDB

/// Rows of sessions. Only hashes of the cookies are stored.
enum SessionStore {
    static func insert(
        hash: SecretHash, method: Session.Method, userAgent: String, at time: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        try tx.execute(
            literal: """
                INSERT INTO session (sessionHash, method, userAgent, createdAt, lastSeenAt, confirmedAt)
                VALUES (\(hash.bytes), \(method.rawValue), \(userAgent), \(time), \(time), \(time))
                """)
    }

    /// The session with this hash, expired or not.
    static func session(hash: SecretHash, _ tx: AppDatabase.Transaction) throws -> Session? {
        try Row.fetchOne(
            tx, sql: "SELECT \(columns) FROM session WHERE sessionHash = ?", arguments: [hash.bytes]
        ).flatMap(session)
    }

    /// All sessions, the one seen last first.
    static func all(_ tx: AppDatabase.Transaction) throws -> [Session] {
        try Row.fetchAll(tx, sql: "SELECT \(columns) FROM session ORDER BY lastSeenAt DESC, id DESC")
            .compactMap(session)
    }

    static func touch(_ id: Int64, at time: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "UPDATE session SET lastSeenAt = \(time) WHERE id = \(id)")
    }

    /// - Returns: whether it was there.
    static func remove(_ id: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(literal: "DELETE FROM session WHERE id = \(id)")
        return tx.changesCount == 1
    }

    static func remove(hash: SecretHash, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM session WHERE sessionHash = \(hash.bytes)")
    }

    static func removeAll(_ tx: AppDatabase.Transaction) throws {
        try tx.execute(sql: "DELETE FROM session")
    }

    /// Removes sessions that nobody used since a time.
    static func removeUnseen(since time: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM session WHERE lastSeenAt < \(time)")
    }

    private static let columns = "id, method, userAgent, createdAt, lastSeenAt, confirmedAt"

    private static func session(_ row: Row) -> Session? {
        Session.Method(rawValue: row[1]).map {
            Session(
                id: row[0], method: $0, userAgent: row[2], createdAt: row[3], lastSeenAt: row[4], confirmedAt: row[5])
        }
    }
}
