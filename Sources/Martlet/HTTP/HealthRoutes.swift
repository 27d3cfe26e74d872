import HTTPTypes
import Hummingbird
import NIOCore

/// Health, for whatever watches over the server.
struct HealthRoutes: Sendable {
    let database: AppDatabase

    /// `GET /healthz`: 200 with `ok` when the database answers and accepts writes, else 503.
    func health(_ request: Request, _ context: SiteContext) async throws -> Response {
        _ = try await database.read(EntryStore.isEmpty)
        guard database.acceptsWrites else { throw StorageError.writesStopped }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: "ok\n")))
    }
}
