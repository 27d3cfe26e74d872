import HTTPTypes
import IndieWeb
import Logging

/// Keeps what clients sent and was refused, for the owner to repair and publish: nothing that was written is lost.
struct RefusedPostKeeper: Sendable {
    let database: AppDatabase
    let clock: Clock
    let logger: Logger
    let publisher: EntryPublisher

    /// How many posts are kept, for how many seconds, and how many bytes of each, which is all that a request may have, and in
    /// all. The oldest go first.
    static let (most, lifetime, mostBytes, mostBytesInAll): (Int, Int64, Int, Int) =
        (100, 30 * 86_400, MicropubRoutes.largestBody, 16 * 1024 * 1024)

    /// Keeps a post, if it can be; a failure here must not hide the one that the client is told.
    ///
    /// - Parameter files: how many files came with it. They aren't kept, and the owner is told so.
    func keep(
        _ body: String, _ format: RefusedPost.Format, of bearer: Bearer, _ problem: Problem, files: Int = 0
    ) async {
        guard body.utf8.count <= Self.mostBytes else { return }
        let now = clock.now()
        let lost =
            switch files {
            case 0: ""
            case 1: " It came with one file, which was not kept."
            default: " It came with \(files) files, which were not kept."
            }
        let post = RefusedPost(
            id: 0, refusedAt: now, client: bearer.client, format: format, body: body, status: problem.status.code,
            reason: problem.reason, message: problem.detail + lost)
        do {
            try await database.write { tx in
                try RefusedPostStore.insert(
                    post, tokenID: bearer.token?.id, most: Self.most, mostBytes: Self.mostBytesInAll,
                    notBefore: now - Self.lifetime, tx)
            }
        } catch {
            logger.warning("a refused post could not be kept", metadata: ["error": "\(error)"])
        }
    }

    /// All that is kept, newest first.
    func all() async throws -> [RefusedPost] { try await database.read(RefusedPostStore.all) }

    /// How many are kept.
    func count() async throws -> Int { try await database.read(RefusedPostStore.count) }

    /// Some of them, newest first: those before one, or the newest.
    func page(before id: Int64?, size: Int) async throws -> RefusedPostList {
        try await database.read { try RefusedPostStore.page(before: id, size: size, $0) }
    }

    func post(_ id: Int64) async throws -> RefusedPost? {
        try await database.read { try RefusedPostStore.post(id, $0) }
    }

    /// The entry that became of one.
    func entry(_ id: Int64) async throws -> Entry? { try await database.read { try EntryStore.entry(id: id, $0) } }

    /// - Returns: whether it was there.
    func discard(_ id: Int64) async throws -> Bool {
        try await database.write { try RefusedPostStore.remove(id, $0) }
    }

    /// Publishes a post as the owner has repaired it, and lets go of what was kept.
    ///
    /// - Returns: where it is; nil when nothing is kept under the id.
    /// - Throws: what is still wrong with it; then it stays.
    func publish(_ id: Int64, _ repaired: RepairedPost) async throws -> Entry.Location? {
        guard let post = try await post(id) else { return nil }
        let request =
            switch (repaired, post.format) {
            case (.fields(let fields), _): try MicropubCreate(fields: try Self.named(fields))
            case (.text(let text), .json): try MicropubCreate(json: try JSONValue.parse(text))
            case (.text(let text), .form): try MicropubCreate(fields: try Self.fields(of: text))
            }
        // Its own number as the key: publishing it twice, or after a crash, makes one entry.
        let fingerprint = RequestFingerprint(token: "owner", key: "refused post \(id)")
        let location = try await publisher.create(request, photos: [], by: .owner, fingerprint: fingerprint).location
        _ = try await discard(id)
        return location
    }

    /// The fields with something in them.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for a text without a name, which would be lost.
    private static func named(_ fields: [FormField]) throws -> [FormField] {
        let fields = fields.filter { !$0.value.isEmpty }
        guard fields.allSatisfy({ !$0.name.isEmpty }) else {
            throw MicropubError.invalidRequest("There is a text whose field has no name, such as content.")
        }
        return fields
    }

    /// The fields of a form that was typed as it is sent.
    ///
    /// - Throws: ``FormError``; ``MicropubError/invalidRequest(_:)`` for a piece without `=`: a person who types `&` means it,
    ///   and all behind it would be lost.
    private static func fields(of text: String) throws -> [FormField] {
        for piece in text.utf8.split(separator: UInt8(ascii: "&")) where !piece.contains(UInt8(ascii: "=")) {
            throw MicropubError.invalidRequest(
                "“\(Substring(piece).prefix(40))” is no field, for there is no “=” in it. Write %26 where you mean “&”."
            )
        }
        return try FormURLEncoded.parse(query: text)
    }
}
