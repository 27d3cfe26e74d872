import Compression
import Testing

@Suite struct `Content codings` {
    @Test(arguments: ContentCoding.allCases, [200, 10_000, 65_520, 65_521, 300_000, 1_000_000])
    func `a page comes back whole and was at most half as long`(coding: ContentCoding, count: Int) throws {
        let page = Samples.page(count)

        let encoded = try #require(coding.encode(page))

        let decoded = try Decoder.decode(encoded, coding, atMost: count + 1)
        #expect(decoded == page)
        // A page of one note has little in it that comes back.
        #expect(encoded.count < (count < 1_000 ? count : count / 2))
    }

    @Test func `brotli is smaller than gzip for a page`() throws {
        let page = Samples.page(50_000)

        let brotli = try #require(ContentCoding.brotli.encode(page))
        let gzip = try #require(ContentCoding.gzip.encode(page))

        #expect(brotli.count < gzip.count)
    }

    @Test(arguments: ContentCoding.allCases)
    func `every short length is coded or left alone, and never grows`(coding: ContentCoding) throws {
        var lengthsCoded = 0
        var streams: [UInt8] = []
        var bodies: [UInt8] = []
        for count in 1...400 {
            let body = Array(Samples.page(count).reversed())
            guard let encoded = coding.encode(body) else { continue }
            #expect(encoded.count < count)
            lengthsCoded += 1
            switch coding {
            case .gzip:
                streams += encoded
                bodies += body
            case .brotli:
                let decoded = try Decoder.decode(encoded, coding, atMost: count)
                #expect(decoded == body)
            }
        }

        #expect(lengthsCoded > 200)
        if coding == .gzip {
            let decoded = try Decoder.decode(streams, .gzip, atMost: bodies.count)
            #expect(decoded == bodies)
        }
    }

    @Test(arguments: ContentCoding.allCases, [0, 1, 2, 3, 8])
    func `nothing for a body too short to become smaller`(coding: ContentCoding, count: Int) {
        #expect(coding.encode(Array(Samples.page(count))) == nil)
    }

    @Test(arguments: ContentCoding.allCases, [50, 1_000, 100_000, 1_000_000])
    func `nothing for bytes in which nothing comes back`(coding: ContentCoding, count: Int) {
        #expect(coding.encode(Samples.noise(count)) == nil)
    }

    @Test(arguments: ContentCoding.allCases)
    func `bytes that are no text come back too`(coding: ContentCoding) throws {
        let bytes = Samples.noise(2_000) + [UInt8](repeating: 0, count: 70_000) + Samples.noise(2_000)

        let encoded = try #require(coding.encode(bytes))

        let decoded = try Decoder.decode(encoded, coding, atMost: bytes.count)
        #expect(decoded == bytes)
    }

    @Test(arguments: ContentCoding.allCases)
    func `the same bytes give the same result`(coding: ContentCoding) throws {
        let page = Samples.page(20_000)

        let first = try #require(coding.encode(page))
        _ = coding.encode(Samples.page(90_000))

        #expect(coding.encode(page) == first)
    }

    @Test func `a gzip header tells neither a name nor a time`() throws {
        let encoded = try #require(ContentCoding.gzip.encode(Samples.page(5_000)))

        #expect(Array(encoded.prefix(8)) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
    }

    @Test(arguments: ContentCoding.allCases)
    func `the result takes no more memory than it needs`(coding: ContentCoding) throws {
        let encoded = try #require(coding.encode([UInt8](repeating: 0x61, count: 500_000)))

        #expect(encoded.capacity < 10_000)
    }

    @Test func `the names are those of the registry`() {
        #expect(ContentCoding.allCases.map(\.rawValue) == ["gzip", "br"])
    }
}
