/// The header lines of a request, in the form in which libcurl wants them.
struct RequestHeaders: Sendable {
    /// One line for each header; `Name;` sends a header without a value, `Name:` keeps libcurl from sending its own.
    private(set) var lines: [String]

    /// - Throws: ``FetchError/Reason/invalidHeader`` for a name that is no token or not the caller's to set, and for a
    ///   line break, another control character or NUL in a value.
    init(_ request: FetchRequest, userAgent: String, authorization: String?, url: WebURL) throws(FetchError) {
        lines = []
        for (name, value) in request.headers {
            guard !Self.reserved.contains(name.lowercased()) else { throw FetchError(.invalidHeader, url: url.shown) }
            try append(name, value, url)
        }
        if let host = request.host { try append("Host", host, url) }
        try append("User-Agent", userAgent, url)
        try append("Accept", request.accept ?? "*/*", url)
        if let authorization { try append("Authorization", authorization, url) }
        if case .post(_, let mediaType) = request.method {
            try append("Content-Type", mediaType, url)
            // Some servers never answer `Expect: 100-continue`, and libcurl would wait for it.
            lines.append("Expect:")
        }
    }

    private mutating func append(_ name: String, _ value: String, _ url: WebURL) throws(FetchError) {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte), value.utf8.allSatisfy(Self.isValueByte) else {
            throw FetchError(.invalidHeader, url: url.shown)
        }
        let isBlank = value.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        lines.append(isBlank ? "\(name);" : "\(name): \(value)")
    }

    /// Headers with properties of their own, those by which a server finds the end of a request, and those that ask
    /// for answers which are not understood here.
    private static let reserved: Set<String> = [
        "accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "cookie",
        "expect", "host", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade", "user-agent",
    ]

    /// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2>
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func isValueByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\t") || (byte >= 0x20 && byte != 0x7f)
    }
}
