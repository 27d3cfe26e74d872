/// A tag of an entry.
package struct FeedCategory: Hashable, Sendable {
    /// Plain text, not blank.
    package var term: String

    /// For people to read, when it differs from the term.
    package var label: String?

    package init(term: String, label: String? = nil) {
        self.term = term
        self.label = label
    }

    /// What to show where a format has room for one of the two.
    var name: String { label ?? term }
}
