import Foundation
import GRDB
import IndieWeb

@testable import Martlet

/// The way of a client to a token and its renewal, at servers of the real program that open one data directory in turn.
struct CrashedAccess: Sendable {
    let environment: [String: String]
    private let folder: TemporaryFolder
    private let cookie: String

    /// A data directory in which the owner is signed in.
    init(_ folder: TemporaryFolder) async throws {
        self.folder = folder
        environment = TestSite.environment(folder, ["MARTLET_BASE_URL": "http://localhost:8080"])
        let data = try await TestSite.open(folder, settings: ["MARTLET_BASE_URL": "http://localhost:8080"])
        // The program's clock is the real one.
        let clock = Clock(zone: .gmt)
        cookie =
            try await SessionKeeper(database: data.database, clock: clock).begin(
                .passphrase, userAgent: "test", instead: nil
            )?.text ?? ""
        try data.close()
    }

    /// Runs `body` with the port of a server.
    func serve(
        failing failpoint: String?, _ body: @escaping @Sendable (CrashedAccess, Int) async throws -> Void
    ) async throws {
        var environment = environment
        environment["MARTLET_FAILPOINT"] = failpoint
        try await Program.serving(environment: environment) { port in try await body(self, port) }
    }

    /// Consent, redemption and renewal; returns the status of the last of them that was answered.
    func walk(_ port: Int) async throws -> Int {
        let client = IndieAuthClient(id: "http://localhost:9/", redirect: "http://localhost:9/cb")
        let session = [("Cookie", "martlet-session=\(cookie); martlet-browser=b")]
        let page = try await Wire(port: port).send("GET", client.authorizationPath, headers: session)
        let decided = try await post(
            port, "/auth/consent",
            [
                ("csrf", page.hidden("csrf") ?? ""), ("request", page.hidden("request") ?? ""), ("decision", "allow"),
                ("scope", "create"), ("expiry", "day"),
            ], session)
        guard let code = decided.parameter("code") else { return decided.status }
        let token = try await post(port, "/token", client.redemption(code))
        guard let refresh = token.json("refresh_token")?.string else { return token.status }
        return try await post(
            port, "/token", [("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", client.id)]
        ).status
    }

    /// How many codes were redeemed without a token, and how many tokens came of no code.
    func halfDone() async throws -> Int {
        let data = try await TestSite.open(folder, settings: ["MARTLET_BASE_URL": "http://localhost:8080"])
        defer { try? data.close() }
        return try await data.database.read { tx in
            try Int.fetchOne(
                tx,
                sql: """
                    SELECT (SELECT count(*) FROM authorizationCode WHERE (redeemedAt IS NULL) <> (tokenID IS NULL))
                         + (SELECT count(*) FROM token WHERE id NOT IN
                               (SELECT tokenID FROM authorizationCode WHERE tokenID IS NOT NULL))
                         + (SELECT count(*) FROM token WHERE id NOT IN (SELECT tokenID FROM refreshToken))
                    """) ?? -1
        }
    }

    private func post(
        _ port: Int, _ path: String, _ fields: [(String, String)], _ headers: [(String, String)] = []
    ) async throws -> WireResponse {
        try await Wire(port: port).send(
            "POST", path, headers: headers + [("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(QueryString.encode(fields).utf8))
    }
}
