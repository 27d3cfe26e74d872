import HTTPTypes
import Hummingbird
import IndieWeb
import Logging
import NIOCore

/// Health, for whatever watches over the server.
struct HealthRoutes: Sendable {
    let database: AppDatabase

    /// `GET /healthz`: 200 with `ok` when the database answers and accepts writes, else 503.
    func health(_ request: Request, _ context: SiteContext) async throws -> Response {
        _ = try await database.read(EntryStore.isEmpty)
        guard database.acceptsWrites else { throw StorageError.writesStopped }
        return Self.response(.ok, "ok\n", type: "text/plain; charset=utf-8")
    }

    /// `GET /readyz`: 200 with `{"status":"ready"}` when readers and writers may be sent here, else 503 and the reason.
    ///
    /// What a crash left behind is set right before the server listens, so whoever gets an answer need not ask for that.
    func readiness(_ request: Request, _ context: SiteContext) async throws -> Response {
        do {
            _ = try await database.read(EntryStore.isEmpty)
        } catch {
            context.logger.error("the database can't be read", metadata: ["error": "\(error)"])
            return Self.notReady("The database can't be read.")
        }
        guard database.acceptsWrites else {
            return Self.notReady("Writing has stopped after a failed commit; the server must be started anew.")
        }
        return Self.response(.ok, #"{"status":"ready"}"#, type: "application/json")
    }

    private static func notReady(_ reason: String) -> Response {
        let body: JSONObject = ["status": .string("not ready"), "reason": .string(reason)]
        return response(.serviceUnavailable, JSONValue.object(body).serialized(), type: "application/json")
    }

    private static func response(_ status: HTTPResponse.Status, _ body: String, type: String) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
