/// A file that belongs to an entry: a picture, a video, a sound.
package struct FeedEnclosure: Hashable, Sendable {
    /// What the file is for people, in the words of Media RSS.
    enum Medium: String {
        case image, video, audio, document
    }

    package var url: String

    /// The media type to expect.
    package var type: String

    /// How many bytes to expect; `nil` when nobody knows.
    package var length: Int64?

    /// Plain text for those who can't see or hear it.
    package var alt: String?

    /// Pixels.
    package var width: Int?

    /// Pixels.
    package var height: Int?

    package var durationSeconds: Double?

    package init(
        url: String, type: String, length: Int64? = nil, alt: String? = nil, width: Int? = nil, height: Int? = nil,
        durationSeconds: Double? = nil
    ) {
        self.url = url
        self.type = type
        self.length = length
        self.alt = alt
        self.width = width
        self.height = height
        self.durationSeconds = durationSeconds
    }

    /// By the media type's first half; a document when that is no medium.
    var medium: Medium {
        let name = type.prefix { $0 != "/" }.lowercased()
        return Medium(rawValue: name) ?? .document
    }

    /// The duration in whole seconds; `nil` when there is none that is a time.
    var wholeSeconds: Int? { durationSeconds.flatMap { Int(exactly: $0.rounded()) }.flatMap { $0 >= 0 ? $0 : nil } }
}
