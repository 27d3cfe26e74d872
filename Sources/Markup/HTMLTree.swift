/// An untrusted HTML document as a read-only tree of elements and texts.
///
/// Parsing never fails: bytes that make no sense give a small or an empty tree. Comments, processing instructions and
/// the document type are not kept. The nodes lie in one array in document order, so a tree is a value, may go from
/// task to task, and walking it needs no recursion.
package struct HTMLTree: Sendable {
    /// Links between nodes are indexes into the array; -1 stands for none. The document itself has index 0.
    struct Record: Sendable {
        let kind: HTMLNode.Kind
        /// The element's name, or the text.
        var text: String
        let parent: Int32
        var firstChild: Int32 = -1
        var nextSibling: Int32 = -1
        let attributes: Range<Int32>
    }

    final class Storage: Sendable {
        let records: [Record]
        let attributes: [HTMLNode.Attribute]

        init(records: [Record], attributes: [HTMLNode.Attribute]) {
            self.records = records
            self.attributes = attributes
        }
    }

    let storage: Storage

    /// Whether the document went past a limit, so that a part of it is missing here.
    package let isCut: Bool

    /// Parses a document that was fetched.
    ///
    /// - Parameters:
    ///   - bytes: the body of the response, in any charset.
    ///   - charset: the `charset` parameter of its `Content-Type`; found out from the bytes when `nil` or not known.
    package init(_ bytes: [UInt8], charset: String? = nil, limits: HTMLLimits = HTMLLimits()) {
        let part = bytes.count > limits.bytes ? Array(bytes.prefix(limits.bytes)) : bytes
        let builder = HTMLTreeBuilder(limits: limits)
        HTMLParser.parse(HTMLDecoder.decode(part, charset: charset), into: builder)
        storage = builder.finish()
        isCut = builder.isCut || part.count < bytes.count
    }

    /// Parses a fragment, such as the HTML of one post, as the content of `<body>`.
    package init(fragment html: String, limits: HTMLLimits = .fragment) {
        var text = html
        var isShortened = false
        if html.utf8.count > limits.bytes {
            text = String(decoding: html.utf8.prefix(limits.bytes), as: UTF8.self)
            isShortened = true
        }
        let builder = HTMLTreeBuilder(limits: limits)
        HTMLParser.parse(Array("<html><body>".utf8) + HTMLDecoder.clean(text), into: builder)
        storage = builder.finish()
        isCut = builder.isCut || isShortened
    }

    /// The document: the parent of `<html>`.
    package var root: HTMLNode { HTMLNode(storage: storage, index: 0) }

    /// How many elements and texts there are.
    package var count: Int { storage.records.count - 1 }
}
