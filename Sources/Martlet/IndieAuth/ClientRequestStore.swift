import GRDB

/// Rows of the log of clients.
enum ClientRequestStore {
    /// How many of the newest requests stay: of each client, and of all together.
    struct Room: Sendable {
        let perClient: Int
        let inAll: Int
    }

    static func insert(_ requests: [ClientRequest], _ tx: AppDatabase.Transaction) throws {
        for request in requests {
            try tx.execute(
                literal: """
                    INSERT INTO clientRequest (requestedAt, client, isProven, tokenID, what, status, reason, message)
                    VALUES (\(request.requestedAt), \(request.client), \(request.isProven), \(request.tokenID),
                            \(request.what), \(request.status), \(request.reason), \(request.message))
                    """)
        }
    }

    /// Removes older requests beyond their room, of clients that are proved or of those that aren't.
    ///
    /// - Parameter clients: those that have new requests.
    static func prune(
        isProven: Bool, clients: Set<String>, room: Room, _ tx: AppDatabase.Transaction
    ) throws {
        for client in clients {
            try tx.execute(
                literal: """
                    DELETE FROM clientRequest WHERE client = \(client) AND isProven = \(isProven) AND id <=
                        (SELECT id FROM clientRequest WHERE client = \(client) AND isProven = \(isProven)
                         ORDER BY id DESC LIMIT 1 OFFSET \(room.perClient))
                    """)
        }
        try tx.execute(
            literal: """
                DELETE FROM clientRequest WHERE isProven = \(isProven) AND id <=
                    (SELECT id FROM clientRequest WHERE isProven = \(isProven)
                     ORDER BY id DESC LIMIT 1 OFFSET \(room.inAll))
                """)
    }

    /// All requests, newest first.
    static func all(_ tx: AppDatabase.Transaction) throws -> [ClientRequest] {
        try Row.fetchAll(tx, sql: "SELECT \(columns) FROM clientRequest ORDER BY id DESC").map(request)
    }

    /// The newest refused request of each token.
    static func lastRefusals(_ tx: AppDatabase.Transaction) throws -> [Int64: ClientRequest] {
        let rows = try Row.fetchAll(
            tx,
            sql: """
                SELECT \(columns) FROM clientRequest WHERE id IN
                    (SELECT max(id) FROM clientRequest WHERE reason IS NOT NULL AND tokenID IS NOT NULL GROUP BY tokenID)
                """)
        var refusals: [Int64: ClientRequest] = [:]
        for request in rows.map(request) {
            if let id = request.tokenID { refusals[id] = request }
        }
        return refusals
    }

    private static let columns = "requestedAt, client, isProven, tokenID, what, status, reason, message"

    private static func request(_ row: Row) -> ClientRequest {
        ClientRequest(
            requestedAt: row[0], client: row[1], isProven: row[2], tokenID: row[3], what: row[4], status: row[5],
            reason: row[6], message: row[7])
    }
}
