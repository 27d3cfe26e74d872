/// One `photo` value: where the picture is, and what it shows.
package struct Mf2Photo: Hashable, Sendable {
    /// As sent; not checked.
    package let url: String

    /// Text for those who do not see the picture; never blank.
    package let alt: String?

    package init(url: String, alt: String? = nil) {
        self.url = url
        self.alt = alt
    }

    /// Reads `"url"` and `{"value": url, "alt": text}`; `nil` when there is no address.
    ///
    /// - SeeAlso: <https://www.w3.org/TR/micropub/#uploading-a-photo-with-alt-text>
    package init?(_ json: JSONValue) {
        let object = json.object
        let address = json.string ?? object?["value"]?.string ?? object?["url"]?.string
        guard let url = address, !url.isEmpty else { return nil }
        let alt = object?["alt"]?.string
        self.init(url: url, alt: alt?.allSatisfy(\.isWhitespace) == true ? nil : alt)
    }

    /// The address alone, or an object with `value` and `alt`.
    package var json: JSONValue {
        guard let alt else { return .string(url) }
        return ["value": .string(url), "alt": .string(alt)]
    }
}
