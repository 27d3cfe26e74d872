import Compression
import Crypto
import HTTPTypes
import NIOCore

/// A page as it goes over the wire: in its own bytes, and in the codings that somebody asked for.
struct FinishedPage: Keepable {
    let topics: Set<PageTopic>
    /// The page in its own bytes.
    let plain: Representation
    private var coded: [ContentCoding: Coded] = [:]
    /// What the headers of all codings have in common.
    private let common: HTTPFields
    private let tagStem: String
    private let lastModified: Int64?
    /// What made it.
    let make: PageCache.Maker
    /// How long that took, with all codings.
    var cost = Duration.zero

    /// What became of a coding.
    private enum Coded: Sendable {
        case smaller(Representation)
        /// It saves nothing.
        case useless
    }

    /// - Parameters:
    ///   - make: what made the page, and makes it anew.
    ///   - caching: the value of `Cache-Control`.
    ///   - lastModified: seconds since 1970; nil where a second doesn't tell this page from the one before.
    init(
        _ page: RenderedPage, by make: @escaping PageCache.Maker, caching: String, lastModified: Int64?
    ) {
        topics = page.topics
        self.make = make
        self.lastModified = lastModified
        tagStem = Hex.string(SHA256.hash(data: page.bytes).prefix(12))
        var common: HTTPFields = [.cacheControl: caching, .vary: "Accept-Encoding", .contentType: page.mediaType]
        for link in page.links { common.append(HTTPField(name: .link, value: link)) }
        SecurityHeaders.add(to: &common)
        self.common = common
        plain = Representation(ByteBuffer(bytes: page.bytes), tag: "\"\(tagStem)\"", common, lastModified, coding: nil)
    }

    /// Bytes of memory, about.
    var sizeBytes: Int {
        let bodies = coded.values.reduce(plain.sizeBytes) { sum, coded in
            if case .smaller(let representation) = coded { sum + representation.sizeBytes } else { sum }
        }
        return bodies + 200 * (topics.count + 1) + Self.makerBytes
    }

    /// The codings that somebody asked for.
    var codings: [ContentCoding] { Array(coded.keys) }

    /// The page in a coding, or in its own bytes when that saves nothing; nil while the coding has not been made.
    func representation(_ coding: ContentCoding?) -> Representation? {
        guard let coding else { return plain }
        return switch coded[coding] {
        case .smaller(let representation): representation
        case .useless: plain
        case nil: nil
        }
    }

    /// Makes a coding.
    mutating func add(_ coding: ContentCoding) {
        let body = plain.body.readableBytes < Self.leastBytes ? nil : coding.encode(Array(plain.body.readableBytesView))
        coded[coding] =
            body.map { body in
                .smaller(
                    Representation(
                        ByteBuffer(bytes: body), tag: "\"\(tagStem)-\(coding.rawValue)\"", common, lastModified,
                        coding: coding))
            } ?? .useless
    }

    /// What fits into one packet with its head is as quick as it is.
    private static let leastBytes = 512
    /// Of what makes it.
    private static let makerBytes = 200
}

extension FinishedPage {
    /// The page in one coding.
    struct Representation: Sendable {
        let body: ByteBuffer
        /// The strong entity tag (RFC 9110 §8.8.3).
        let tag: String
        private let lastModified: (second: Int64, text: String)?
        /// But for `Last-Modified`.
        let headers: HTTPFields
        /// The headers of a 304 (RFC 9110 §15.4.5).
        let unchangedHeaders: HTTPFields
        /// Status line and headers of a 200 as they go over the wire, without `Last-Modified`, `Date` and the empty line.
        let head: ByteBuffer
        /// The same of a 304.
        let unchangedHead: ByteBuffer

        init(_ body: ByteBuffer, tag: String, _ common: HTTPFields, _ lastModified: Int64?, coding: ContentCoding?) {
            self.body = body
            self.tag = tag
            self.lastModified = lastModified.map { ($0, HTTPDate.text(at: $0)) }
            var headers = common
            headers[.eTag] = tag
            unchangedHeaders = headers.filtered { $0 != .contentType && $0 != .link }
            headers[.contentEncoding] = coding?.rawValue
            headers[.contentLength] = String(body.readableBytes)
            headers[.acceptRanges] = "bytes"
            self.headers = headers
            head = Self.head("200 OK", headers)
            unchangedHead = Self.head("304 Not Modified", unchangedHeaders)
        }

        var sizeBytes: Int { body.readableBytes + 2 * (head.readableBytes + unchangedHead.readableBytes) }

        /// Whether a client that says so has this already (RFC 9110 §13.2.2); the tag counts before the time.
        func isKnown(ifNoneMatch tags: String?, ifModifiedSince time: String?) -> Bool {
            if let tags { return EntityTag.list(tags, matches: tag) }
            return time != nil && time == lastModified?.text
        }

        /// The value of `Last-Modified`: nothing before its time.
        ///
        /// - Parameter now: seconds since 1970.
        func lastModified(at now: Int64) -> String? {
            lastModified.flatMap { $0.second <= now ? $0.text : nil }
        }

        private static func head(_ status: String, _ headers: HTTPFields) -> ByteBuffer {
            var text = "HTTP/1.1 \(status)\r\n"
            for field in headers { text += "\(field.name.rawName): \(field.value)\r\n" }
            return ByteBuffer(string: text)
        }
    }
}

extension HTTPFields {
    fileprivate func filtered(_ isKept: (HTTPField.Name) -> Bool) -> HTTPFields {
        var fields = HTTPFields()
        for field in self where isKept(field.name) { fields.append(field) }
        return fields
    }
}
