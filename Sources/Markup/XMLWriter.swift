/// Writes an XML 1.0 document in UTF-8, from start to end, in memory.
///
/// Elements are balanced because each is written around a closure; text and attribute values are escaped, and
/// characters that XML forbids are left out. Names are literals of the program, so nothing from outside can become
/// one; a prefix is written as given, and its `xmlns:` attribute is the caller's.
///
/// Shape:
/// ```swift
/// var writer = XMLWriter()
/// writer.element("feed", ["xmlns": "http://www.w3.org/2005/Atom"]) { feed in
///     feed.element("title", text: "Notes")
///     feed.element("link", ["rel": "self", "href": address, "length": nil])
/// }
/// ```
///
/// - SeeAlso: <https://www.w3.org/TR/xml/#charsets>
package struct XMLWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []

    /// Starts a document with its XML declaration.
    ///
    /// - Parameter capacity: how many bytes to expect, so that a long feed isn't moved while it grows.
    package init(capacity: Int = 4096) {
        bytes.reserveCapacity(capacity)
        bytes.append(contentsOf: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
    }

    /// What has been written so far, as text.
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes an element and what the closure writes inside it. The end tag is written even if the closure throws.
    ///
    /// - Parameter attributes: in this order, each name once; those whose value is `nil` are left out.
    package mutating func element(
        _ name: StaticString,
        _ attributes: KeyValuePairs<StaticString, String?> = [:],
        content: (inout XMLWriter) throws -> Void
    ) rethrows {
        startTag(name, attributes)
        bytes.append(UInt8(ascii: ">"))
        defer { endTag(name) }
        try content(&self)
    }

    /// Writes an element that holds text only: `<title>Notes</title>`.
    package mutating func element(
        _ name: StaticString,
        _ attributes: KeyValuePairs<StaticString, String?> = [:],
        text: String
    ) {
        startTag(name, attributes)
        bytes.append(UInt8(ascii: ">"))
        self.text(text)
        endTag(name)
    }

    /// Writes an element that holds nothing: `<link rel="self" href="…"/>`.
    package mutating func element(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:]) {
        startTag(name, attributes)
        bytes.append(contentsOf: "/>".utf8)
    }

    /// Writes text, escaped: also HTML that is to be carried as text, as in Atom's `type="html"`.
    package mutating func text(_ text: String) {
        ByteEscaping.xmlText.append(text, to: &bytes)
    }

    private mutating func startTag(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>) {
        bytes.append(UInt8(ascii: "<"))
        append(name)
        for (name, value) in attributes {
            guard let value else { continue }
            bytes.append(UInt8(ascii: " "))
            append(name)
            bytes.append(contentsOf: "=\"".utf8)
            ByteEscaping.xmlAttribute.append(value, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func endTag(_ name: StaticString) {
        bytes.append(contentsOf: "</".utf8)
        append(name)
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func append(_ name: StaticString) {
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
}
