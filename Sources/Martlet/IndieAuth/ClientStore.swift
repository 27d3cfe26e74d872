import GRDB

/// Rows of clients.
enum ClientStore {
    /// Inserts a client, or takes over its newest name, and what the owner decided about PKCE, if it is given.
    ///
    /// - Returns: the row's id.
    static func save(
        clientID: String, name: String?, mayOmitPKCE: Bool?, at time: Int64, _ tx: AppDatabase.Transaction
    ) throws -> Int64 {
        try tx.execute(
            literal: """
                INSERT INTO client (clientID, name, mayOmitPKCE, createdAt)
                VALUES (\(clientID), \(name), \(mayOmitPKCE ?? false), \(time))
                ON CONFLICT (clientID) DO UPDATE SET name = coalesce(excluded.name, name),
                    mayOmitPKCE = coalesce(\(mayOmitPKCE), mayOmitPKCE)
                """)
        return try SQLRequest<Int64>(literal: "SELECT id FROM client WHERE clientID = \(clientID)").fetchOne(tx) ?? 0
    }

    static func requirePKCE(of clientID: String, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "UPDATE client SET mayOmitPKCE = 0 WHERE clientID = \(clientID)")
    }

    /// The names that clients have given themselves, by `client_id`.
    static func names(_ tx: AppDatabase.Transaction) throws -> [String: String] {
        let rows = try Row.fetchAll(tx, sql: "SELECT clientID, name FROM client WHERE name IS NOT NULL")
        return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    }

    static func client(_ clientID: String, _ tx: AppDatabase.Transaction) throws -> Client? {
        try Row.fetchOne(
            tx, sql: "SELECT id, clientID, name, mayOmitPKCE FROM client WHERE clientID = ?", arguments: [clientID]
        ).map { Client(id: $0[0], clientID: $0[1], name: $0[2], mayOmitPKCE: $0[3]) }
    }
}
