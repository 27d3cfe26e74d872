/// A page or feed that was just made: its bytes, and what they show.
struct RenderedPage: Sendable {
    let bytes: [UInt8]
    /// The value of `Content-Type`.
    let mediaType: String
    /// What it shows that can change.
    let topics: Set<PageTopic>
    /// Values of `Link`.
    let links: [String]

    init(
        _ bytes: some Sequence<UInt8>, mediaType: String, about topics: Set<PageTopic> = [], links: [String] = []
    ) {
        self.bytes = Array(bytes)
        self.mediaType = mediaType
        self.topics = topics
        self.links = links
    }
}
