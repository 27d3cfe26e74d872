import GRDB

/// Rows of authorization codes. Only hashes are stored.
enum AuthorizationCodeStore {
    static func insert(_ code: AuthorizationCode, hash: SecretHash, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(
            literal: """
                INSERT INTO authorizationCode
                    (codeHash, clientID, redirectURI, scope, codeChallenge, lifetime, createdAt)
                VALUES (\(hash.bytes), \(code.clientRow), \(code.redirectURI), \(code.scope?.description ?? ""),
                        \(code.codeChallenge), \(code.lifetime), \(code.createdAt))
                """)
    }

    static func code(hash: SecretHash, _ tx: AppDatabase.Transaction) throws -> AuthorizationCode? {
        let row = try Row.fetchOne(
            tx,
            sql: """
                SELECT client.id, client.clientID, client.name, redirectURI, scope, codeChallenge, lifetime,
                       authorizationCode.createdAt, redeemedAt, tokenID
                FROM authorizationCode JOIN client ON client.id = authorizationCode.clientID
                WHERE codeHash = ?
                """, arguments: [hash.bytes])
        return row.map { row in
            AuthorizationCode(
                clientRow: row[0], clientID: row[1], clientName: row[2], redirectURI: row[3], scope: Scope(row[4]),
                codeChallenge: row[5], lifetime: row[6], createdAt: row[7], redeemedAt: row[8], tokenID: row[9])
        }
    }

    /// Says that a code was redeemed, and which token came of it.
    static func markRedeemed(
        _ hash: SecretHash, tokenID: Int64?, at time: Int64, _ tx: AppDatabase.Transaction
    ) throws {
        try tx.execute(
            literal: """
                UPDATE authorizationCode SET redeemedAt = \(time), tokenID = \(tokenID)
                WHERE codeHash = \(hash.bytes)
                """)
    }

    /// Removes codes made before a time: by then nobody learns anything from a second use.
    static func removeOld(before time: Int64, _ tx: AppDatabase.Transaction) throws {
        try tx.execute(literal: "DELETE FROM authorizationCode WHERE createdAt < \(time)")
    }
}
