/// One photo of a new post, in the order in which the post shows them.
package struct MicropubPhoto: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        /// An address that the client sent.
        case url(String)

        /// A file of this request: its place among the files of the request, from 0.
        case upload(Int)
    }

    package let source: Source

    /// Text for those who do not see the picture; never empty.
    package let alt: String?

    package init(source: Source, alt: String? = nil) {
        self.source = source
        self.alt = alt
    }
}
