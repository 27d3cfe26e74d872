import NIOCore

/// A request as it looks at first sight: one that asks for a page and for nothing else.
///
/// Shape: one whole head of `GET` or `HEAD` with HTTP/1.1 and one `Host`, nothing behind it, plain token and text bytes, and
/// no header that asks for more than the page. Whatever is otherwise is nil, and for the real parser: this one must never
/// take for a request what that one would not.
struct RequestGlance {
    let isHead: Bool
    /// The target, without a query.
    let path: String
    let acceptEncoding: ByteBufferView?
    let ifNoneMatch: ByteBufferView?
    let ifModifiedSince: ByteBufferView?

    /// Heads of browsers have about 800 bytes.
    private static let mostBytes = 4096
    /// Browsers send about 15; the real parser takes a hundred.
    private static let mostHeaders = 50

    init?(_ buffer: ByteBuffer) {
        let bytes = buffer.readableBytesView
        guard bytes.count <= Self.mostBytes, bytes.suffix(4).elementsEqual("\r\n\r\n".utf8),
            let lineEnd = bytes.firstIndex(of: Self.carriageReturn)
        else { return nil }
        var line = bytes[..<lineEnd]
        if line.starts(with: "GET ".utf8) {
            isHead = false
            line = line.dropFirst(4)
        } else if line.starts(with: "HEAD ".utf8) {
            isHead = true
            line = line.dropFirst(5)
        } else {
            return nil
        }
        let version = " HTTP/1.1".utf8
        let target = line.dropLast(version.count)
        guard line.suffix(version.count).elementsEqual(version), target.first == UInt8(ascii: "/"),
            target.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        else { return nil }
        path = String(decoding: target, as: UTF8.self)

        var (hosts, accepted, tags, time): (Int, ByteBufferView?, ByteBufferView?, ByteBufferView?) = (0, nil, nil, nil)
        // Both bytes of the line's end are looked at: a lone one is for the real parser to judge.
        var rest = bytes[lineEnd...]
        var count = 0
        while true {
            guard rest.starts(with: "\r\n".utf8) else { return nil }
            rest = rest.dropFirst(2)
            guard let end = rest.firstIndex(of: Self.carriageReturn) else { return nil }
            let header = rest[..<end]
            rest = rest[end...]
            if header.isEmpty { break }
            count += 1
            guard count <= Self.mostHeaders else { return nil }
            guard let colon = header.firstIndex(of: UInt8(ascii: ":")), colon > header.startIndex else { return nil }
            let (name, value) = (header[..<colon], Self.trimmed(header[(colon + 1)...]))
            guard name.allSatisfy(Self.isNameByte), value.allSatisfy(Self.isValueByte) else { return nil }
            switch name.count {
            case 4 where name.isEqual(to: "host"): hosts += 1
            case 10 where name.isEqual(to: "connection"):
                guard value.isEqual(to: "keep-alive") else { return nil }
            case 13 where name.isEqual(to: "if-none-match"):
                guard tags == nil else { return nil }
                tags = value
            case 15 where name.isEqual(to: "accept-encoding"):
                guard accepted == nil else { return nil }
                accepted = value
            case 17 where name.isEqual(to: "if-modified-since"):
                guard time == nil else { return nil }
                time = value
            default:
                if Self.demanding.contains(where: { name.isEqual(to: $0) }) { return nil }
            }
        }
        // The empty line must be the end of what came.
        guard hosts == 1, rest.elementsEqual("\r\n".utf8) else { return nil }
        (acceptEncoding, ifNoneMatch, ifModifiedSince) = (accepted, tags, time)
    }

    private static let carriageReturn = UInt8(ascii: "\r")

    /// Headers that announce a body, or ask for another answer than the page or 304.
    private static let demanding: [StaticString] = [
        "content-length", "transfer-encoding", "expect", "upgrade", "range", "if-range", "if-match",
        "if-unmodified-since", "te", "trailer", "http2-settings", "proxy-connection", "keep-alive",
    ]

    private static func trimmed(_ value: ByteBufferView) -> ByteBufferView {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var value = value.drop(while: isBlank)
        while let last = value.last, isBlank(last) { value = value.dropLast() }
        return value
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            && (byte < UInt8(ascii: "[") || byte > UInt8(ascii: "`"))
            || byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isValueByte(_ byte: UInt8) -> Bool {
        (byte >= 0x20 && byte != 0x7F) || byte == UInt8(ascii: "\t")
    }
}

extension ByteBufferView {
    /// Whether these are the letters of `text`, in any case; `text` is in lower case.
    fileprivate func isEqual(to text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { expected in
            zip(self, expected).allSatisfy { byte, wanted in
                byte == wanted || ((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == wanted)
            }
        }
    }
}
