import CXML2

/// Runs libxml2's HTML parser over a document and hands what it finds to a builder, without a libxml2 tree in between.
///
/// libxml2 has no limit of its own that fits: it compares each attribute with all before it in the tag, and each end
/// tag with all open elements. The document is therefore given in small pieces, and the parser's own counters are
/// looked at before each one; past a limit, the document ends there.
final class HTMLParser {
    /// Open elements at which a document ends. libxml2 stops at 256 when it builds its own tree.
    private static let maximumOpenElements = 512
    /// Slots of the attribute table (two an attribute, grown by doubling) past which a document ends.
    private static let maximumAttributeSlots = 1024
    private static let pieceSize = 2048
    /// Void elements that came after HTML 4: <https://html.spec.whatwg.org/multipage/syntax.html#void-elements>
    private static let newVoidElements: Set<String> = ["embed", "source", "track", "wbr"]

    private let builder: HTMLTreeBuilder
    private let context: htmlParserCtxtPtr
    private var rest: ArraySlice<UInt8>

    /// To be read before anything of libxml2 is used, since its tables are not safe to set up from two threads.
    static let initialized: Void = xmlInitParser()

    /// Parses a whole document.
    ///
    /// - Parameter bytes: valid UTF-8 without NUL, as ``HTMLDecoder`` makes it.
    static func parse(_ bytes: [UInt8], into builder: HTMLTreeBuilder) {
        _ = initialized
        guard let context = htmlNewParserCtxt() else { return }
        defer { htmlFreeParserCtxt(context) }
        let parser = HTMLParser(bytes, builder, context)
        withExtendedLifetime(parser) { parser.run() }
    }

    private init(_ bytes: [UInt8], _ builder: HTMLTreeBuilder, _ context: htmlParserCtxtPtr) {
        self.builder = builder
        self.context = context
        rest = bytes[...]
    }

    private func run() {
        guard let handlers = context.pointee.sax else { return }
        handlers.pointee = Self.handlers()
        // C callbacks can't capture: they get this parser back as a pointer.
        let pointer = Unmanaged.passUnretained(self).toOpaque()
        context.pointee.userData = pointer
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        let document = htmlCtxtReadIO(
            context,
            { parser, buffer, length in HTMLParser.at(parser)?.read(into: buffer, length) ?? -1 },
            nil, pointer, nil, "UTF-8", CInt(options))
        if document != nil { xmlFreeDoc(document) }
    }

    private static func handlers() -> xmlSAXHandler {
        var handlers = xmlSAXHandler()
        handlers.initialized = 1
        handlers.startElement = { parser, name, attributes in
            HTMLParser.at(parser)?.startElement(name, attributes)
        }
        handlers.endElement = { parser, _ in HTMLParser.at(parser)?.builder.endElement() }
        handlers.characters = { parser, bytes, count in HTMLParser.at(parser)?.characters(bytes, count) }
        handlers.ignorableWhitespace = handlers.characters
        // The content of <script> and <style>.
        handlers.cdataBlock = handlers.characters
        return handlers
    }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> HTMLParser? {
        pointer.map { Unmanaged<HTMLParser>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Gives libxml2 the next piece; 0 bytes at the end and when a limit is passed.
    private func read(into buffer: UnsafeMutablePointer<CChar>?, _ length: CInt) -> CInt {
        guard let buffer, length > 0 else { return -1 }
        if context.pointee.nameNr > Self.maximumOpenElements || context.pointee.maxatts > Self.maximumAttributeSlots {
            rest = rest.dropFirst(rest.count)
            builder.cut()
        }
        let piece = rest.prefix(min(Int(length), Self.pieceSize))
        UnsafeMutableRawBufferPointer(start: buffer, count: Int(length)).copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        return CInt(piece.count)
    }

    private func startElement(
        _ elementName: UnsafePointer<xmlChar>?, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard let elementName else { return }
        var attributes: [HTMLNode.Attribute] = []
        var slot = 0
        while let list, let name = list[slot] {
            let value = list[slot + 1].map { String(cString: $0) } ?? ""
            attributes.append(HTMLNode.Attribute(name: String(cString: name), value: value))
            slot += 2
        }
        let name = String(cString: elementName)
        stop(unless: builder.startElement(name, attributes: attributes))
        if Self.newVoidElements.contains(name) { closeAtOnce() }
    }

    /// Makes libxml2 end the element that it has just opened, as it does for `<br>`.
    ///
    /// It knows the void elements of HTML 4 only. Any other stays open in its eyes until its parent ends, and it keeps
    /// the parent from ending: after `<p>a<wbr>b</p>` all that follows would be inside the paragraph.
    private func closeAtOnce() {
        let depth = Int(context.pointee.nameNr)
        guard depth > 0, let names = context.pointee.nameTab, let name = xmlDictLookup(context.pointee.dict, "br", 2)
        else { return }
        names[depth - 1] = name
        context.pointee.name = name
    }

    private func characters(_ bytes: UnsafePointer<xmlChar>?, _ count: CInt) {
        guard let bytes, count > 0 else { return }
        let text = String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
        stop(unless: builder.characters(text))
    }

    private func stop(unless mayGoOn: Bool) {
        if !mayGoOn { xmlStopParser(context) }
    }
}
