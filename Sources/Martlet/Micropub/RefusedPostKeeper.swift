import HTTPTypes
import IndieWeb
import Logging

/// Keeps what clients sent and was refused, for the owner to repair and publish: nothing that was written is lost.
struct RefusedPostKeeper: Sendable {
    let database: AppDatabase
    let clock: Clock
    let logger: Logger
    let publisher: EntryPublisher

    /// How many posts are kept, for how many seconds, and how many bytes of each; a longer one isn't kept.
    static let (most, lifetime, mostBytes): (Int, Int64, Int) = (100, 30 * 86_400, 256 * 1024)

    /// Keeps a post, if it can be; a failure here must not hide the one that the client is told.
    func keep(_ body: String, _ format: RefusedPost.Format, of bearer: Bearer, _ problem: Problem) async {
        guard body.utf8.count <= Self.mostBytes else { return }
        let now = clock.now()
        let post = RefusedPost(
            id: 0, refusedAt: now, client: bearer.client, format: format, body: body, status: problem.status.code,
            reason: problem.reason, message: problem.detail)
        do {
            try await database.write { tx in
                try RefusedPostStore.insert(
                    post, tokenID: bearer.token?.id, most: Self.most, notBefore: now - Self.lifetime, tx)
            }
        } catch {
            logger.warning("a refused post could not be kept", metadata: ["error": "\(error)"])
        }
    }

    /// All that is kept, newest first.
    func all() async throws -> [RefusedPost] { try await database.read(RefusedPostStore.all) }

    /// - Returns: whether it was there.
    func discard(_ id: Int64) async throws -> Bool {
        try await database.write { try RefusedPostStore.remove(id, $0) }
    }

    /// Publishes a post as the owner has repaired it, and lets go of what was kept.
    ///
    /// - Returns: where it is; nil when nothing is kept under the id.
    /// - Throws: what is still wrong with it; then it stays.
    func publish(_ id: Int64, body: String) async throws -> Entry.Location? {
        guard let post = try await database.read({ try RefusedPostStore.post(id, $0) }) else { return nil }
        let request =
            switch post.format {
            case .json: try MicropubCreate(json: try JSONValue.parse(body))
            case .form: try MicropubCreate(fields: try FormURLEncoded.parse(query: body))
            }
        // Its own number as the key: publishing it twice, or after a crash, makes one entry.
        let fingerprint = RequestFingerprint(token: "owner", key: "refused post \(id)")
        let location = try await publisher.create(request, photos: [], by: .owner, fingerprint: fingerprint).location
        _ = try await discard(id)
        return location
    }
}
