import GRDB

/// Somebody whom the owner writes about by a nickname.
struct Contact: Sendable, Equatable {
    let id: Int64
    let nickname: String
    let name: String
    /// An http or https address.
    let url: String
    /// The address of a picture, or empty.
    let photo: String
}

/// Rows of contacts.
enum ContactStore {
    /// By nickname.
    static func all(_ tx: AppDatabase.Transaction) throws -> [Contact] {
        try Row.fetchAll(tx, sql: "SELECT id, nickname, name, url, photo FROM contact ORDER BY nickname")
            .map { Contact(id: $0[0], nickname: $0[1], name: $0[2], url: $0[3], photo: $0[4]) }
    }

    /// Inserts a contact, or changes the one with an id.
    ///
    /// - Returns: whether the nickname was free, and the contact there.
    static func save(
        id: Int64?, nickname: String, name: String, url: String, photo: String, _ tx: AppDatabase.Transaction
    ) throws -> Bool {
        if let id {
            try tx.execute(
                literal: """
                    UPDATE OR IGNORE contact SET nickname = \(nickname), name = \(name), url = \(url), photo = \(photo)
                    WHERE id = \(id)
                    """)
        } else {
            try tx.execute(
                literal: """
                    INSERT OR IGNORE INTO contact (nickname, name, url, photo)
                    VALUES (\(nickname), \(name), \(url), \(photo))
                    """)
        }
        return tx.changesCount == 1
    }

    /// - Returns: whether it was there.
    static func remove(_ id: Int64, _ tx: AppDatabase.Transaction) throws -> Bool {
        try tx.execute(literal: "DELETE FROM contact WHERE id = \(id)")
        return tx.changesCount == 1
    }
}
