/// Where the results of a search are, in one format.
package struct OpenSearchURL: Hashable, Sendable {
    /// The media type of the results.
    package var type: String

    /// An absolute address with `{searchTerms}` where the words go: `https://e.example/search?q={searchTerms}`.
    package var template: String

    package init(type: String, template: String) {
        self.type = type
        self.template = template
    }
}
