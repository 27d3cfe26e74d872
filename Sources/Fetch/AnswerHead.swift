/// Status and headers of an answer, put together from the lines that libcurl hands over.
struct AnswerHead: Sendable {
    private(set) var status = 0
    /// Names in lower case.
    private(set) var headers: [(name: String, value: String)] = []
    /// Whether the blank line after the headers of the answer itself has come. What comes later are trailers.
    private(set) var isComplete = false

    /// Takes one line with its line break. A status line begins anew: the answer before it was an interim one.
    mutating func take(_ line: UnsafeRawBufferPointer) {
        if isComplete { return }
        var line = line[...]
        while let last = line.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { line.removeLast() }
        if line.starts(with: "HTTP/".utf8) {
            headers = []
            status = Self.status(line)
        } else if line.isEmpty {
            isComplete = status >= 200
        } else if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
            // A folded line: given up in RFC 9112, still sent by some.
            guard let last = headers.indices.last else { return }
            headers[last].value += " " + Self.trimmed(line)
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            headers.append((Self.trimmed(line[..<colon]).lowercased(), Self.trimmed(line[(colon + 1)...])))
        }
    }

    /// Where a redirect leads, as written; `nil` for every answer that is none.
    var location: String? {
        guard [301, 302, 303, 307, 308].contains(status) else { return nil }
        return headers.first { $0.name == "location" }?.value
    }

    /// Whether the body is in the one coding that was asked for, or in none.
    ///
    /// libcurl would undo others, and several over each other: a few kilobytes can then keep a thread busy for minutes
    /// without a byte of body that could be counted.
    var hasKnownCodings: Bool {
        let contentCodings = codings("content-encoding")
        return contentCodings.count <= 1
            && contentCodings.allSatisfy { ["gzip", "x-gzip", "deflate"].contains($0) }
            && codings("transfer-encoding").allSatisfy { $0 == "chunked" }
    }

    private func codings(_ name: String) -> [String] {
        headers.filter { $0.name == name }
            .flatMap { $0.value.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" } }
            .map(String.init)
            .filter { $0 != "identity" }
    }

    /// The three digits after the version; 0 when there are none.
    private static func status(_ line: Slice<UnsafeRawBufferPointer>) -> Int {
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard words.count >= 2 else { return 0 }
        return Int(String(decoding: words[1], as: UTF8.self)) ?? 0
    }

    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }),
            let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
