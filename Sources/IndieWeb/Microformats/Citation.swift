/// What a post is about when it is about something else: the page it likes, the book it read, the film it saw.
package struct Citation: Hashable, Sendable {
    /// The title, or what the author typed in place of an address; never empty.
    package let name: String?

    /// An absolute `http` or `https` address.
    package let url: String?

    /// Who made it, by name; never empty.
    package let author: String?

    package init(name: String? = nil, url: String? = nil, author: String? = nil) {
        self.name = name
        self.url = url
        self.author = author
    }

    /// Reads an address, a text, a nested item such as an h-cite, and an object with `name` and `url`.
    ///
    /// `nil` when there is neither a name nor an address.
    ///
    /// - SeeAlso: <https://microformats.org/wiki/h-cite>
    package init?(_ json: JSONValue) {
        let reader = NestedValue(json)
        name = reader.name
        url = reader.url
        author = reader.value("author").flatMap { NestedValue($0).name }
        guard name != nil || url != nil else { return nil }
    }
}
