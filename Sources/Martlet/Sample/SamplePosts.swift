import Images
import IndieWeb

/// Made-up posts, each as an app would send it.
struct SamplePosts: Sendable {
    let plan: SamplePlan
    let clock: Clock
    private let words = SampleWords()

    init(_ plan: SamplePlan, clock: Clock) {
        self.plan = plan
        self.clock = clock
    }

    /// The channels that some posts are in.
    static let channels = [
        EntryChannel(uid: "sketchbook", name: "Sketchbook"), EntryChannel(uid: "workshop", name: "Workshop"),
        EntryChannel(uid: "logbook", name: "Logbook"),
    ]

    /// One post, as the request that creates it.
    ///
    /// - Parameter photos: the addresses of its pictures. All else is the same without them.
    func request(_ post: Int, photos: [String] = []) throws -> MicropubCreate {
        var random = plan.random(ofPost: post)
        let time = plan.time(ofPost: post, &random)
        var properties: JSONObject =
            plan.photos(ofPost: post).isEmpty ? ofSomeKind(&random) : ["content": text(upTo: 2, &random)]
        properties["published"] = texts([clock.date(at: time).rfc3339])
        if properties["content"] != nil {
            let tags = SampleTags.some(&random)
            if !tags.isEmpty { properties["category"] = texts(tags) }
            if random.below(20) == 0 { properties["mp-channel"] = texts([random.choice(of: Self.channels).uid]) }
        }
        if !photos.isEmpty {
            let values = photos.map { url -> JSONValue in
                .object(["value": .string(url), "alt": .string(words.phrase(of: 6, &random))])
            }
            properties["photo"] = .array(values)
        }
        return try MicropubCreate(json: .object(["type": texts(["h-entry"]), "properties": .object(properties)]))
    }

    /// Of a hundred posts without pictures, 55 are notes.
    private func ofSomeKind(_ random: inout SampleRandom) -> JSONObject {
        switch random.below(100) {
        case ..<12:
            let title = words.phrase(of: 5 + random.below(4), &random)
            return [
                "name": texts([title]), "mp-slug": texts([title]), "content": texts([words.article(&random)]),
            ]
        case ..<25: return ["in-reply-to": address(&random), "content": text(upTo: 2, &random)]
        case ..<33: return ["like-of": address(&random)]
        case ..<36: return ["repost-of": address(&random)]
        case ..<45:
            return [
                "bookmark-of": address(&random), "name": texts([words.phrase(of: 4, &random)]),
                "content": text(upTo: 1, &random),
            ]
        default: return ["content": text(upTo: 4, &random)]
        }
    }

    private func address(_ random: inout SampleRandom) -> JSONValue { texts([words.address(&random)]) }

    private func text(upTo count: Int, _ random: inout SampleRandom) -> JSONValue {
        texts([words.sentences(upTo: count, &random)])
    }

    private func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
