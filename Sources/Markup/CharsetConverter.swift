import CXML2

/// Decodes the less common charsets with the converters that libxml2 was built with.
struct CharsetConverter: ~Copyable {
    /// Bytes given to the converter at once. A slice that has an error in it is tried again after the error, so this
    /// bounds the work for bytes that are wrong throughout.
    private static let sliceSize = 256

    private let handler: xmlCharEncodingHandlerPtr

    /// `nil` for a charset that is not known.
    init?(_ label: String) {
        guard !label.isEmpty, label.utf8.count <= 40, let handler = xmlFindCharEncodingHandler(label) else { return nil }
        self.handler = handler
    }

    deinit {
        xmlCharEncCloseFunc(handler)
    }

    /// Converts to UTF-8, with U+FFFD for each byte that doesn't fit.
    func decode(_ bytes: [UInt8]) -> String? {
        guard let input = xmlBufferCreate(), let output = xmlBufferCreate() else { return nil }
        defer {
            xmlBufferFree(input)
            xmlBufferFree(output)
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let slice = bytes[position..<min(position + Self.sliceSize, bytes.count)]
            xmlBufferEmpty(input)
            let added = slice.withUnsafeBufferPointer { xmlBufferAdd(input, $0.baseAddress, CInt($0.count)) }
            guard added == 0 else { return nil }
            let status = xmlCharEncInFunc(handler, output, input)
            if let content = xmlBufferContent(output) {
                result.append(contentsOf: UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(output))))
            }
            xmlBufferEmpty(output)
            let consumed = slice.count - Int(xmlBufferLength(input))
            position += consumed
            // Nothing consumed: a byte that doesn't fit, or a character cut off by the end of the document.
            if consumed == 0 || (status == -2 && position < bytes.count) {
                result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
