import Logging
import ServiceLifecycle

/// Looks once, after the start, whether all files of all pictures are there, while the server already serves.
struct MediaCheck: Service {
    let data: OpenData

    func run() async throws {
        await cancelWhenGracefulShutdown {
            do {
                try await data.recovery.markMissing(repairing: true, report: data.reportFinding)
            } catch  where !Task.isCancelled {
                data.logger.warning("the files could not be looked at", metadata: ["error": "\(error)"])
            } catch {
                // The next start looks again.
            }
        }
        // A service that ends would end the server.
        try? await gracefulShutdown()
    }
}
