import Compression
import Testing

/// RFC 9110 §12.5.3, and what browsers, feed readers and proxies send.
@Suite struct `The wish for a coding` {
    @Test(arguments: [
        "gzip, deflate, br, zstd", "br", "br, gzip", "gzip,br", "BR", "Br;Q=1", "*", "*;q=0.1",
        "gzip;q=0.8, br;q=0.8", "gzip;q=0.001, br;q=0.002", "gzip, *", "gzip;q=0, *", "gzip;q=0.5, *;q=0.6",
        "identity;q=0, br", "br;q=0.5, identity;q=0.5", "deflate, gzip;q=1.0, *;q=0.5, br",
        "\t br \t;\tq=1.000\t,", ",,br,,", "zstd;q=1, br;q=0.2", "br;q=1.", "br;q=0.9, gzip;q=0.89",
    ])
    func `brotli where it is wanted at least as much as gzip`(header: String) {
        #expect(ContentCoding.preferred(header) == .brotli)
    }

    @Test(arguments: [
        "gzip", "gzip, deflate", "GZIP", "gZip ; q=0.5", "x-gzip", "X-GZIP;q=0.3", "gzip;q=1.0, br;q=0.5",
        "br;q=0, gzip", "br;q=0, *", "gzip;q=0.002, br;q=0.001", "br;q=0.000, gzip;q=0.001",
        "gzip;q=0.5, identity;q=0.5", "identity;q=0, gzip;q=0.1", "compress, gzip", "gzip, br;q=1, br;q=0.5",
        "deflate;q=0, gzip", "brotli, gzip", "brr, b, gzip", "*;q=0, gzip", "gzip, *;q=0", "*;q=0.5, gzip",
    ])
    func `gzip where brotli isn't wanted, or less`(header: String) {
        #expect(ContentCoding.preferred(header) == .gzip)
    }

    @Test(arguments: [
        nil, "", " ", ",", " , ,", "identity", "deflate", "zstd, compress", "gzip;q=0", "gzip;q=0.000",
        "br;q=0, gzip;q=0", "*;q=0", "br;q=0, gzip;q=0, *", "identity, gzip;q=0.9",
        "identity;q=0.5, gzip;q=0.4, br;q=0.3", "identity, *;q=0.5", "identity;q=0", "gzip, gzip;q=0",
        "gzip;q=0, x-gzip", "br;q=0, gzip;q=0.5, *", "gzipped", "gzi", "-gzip", "x-br",
    ])
    func `the plain body where no coding is wanted`(header: String?) {
        #expect(ContentCoding.preferred(header) == nil)
    }

    @Test(arguments: [
        "gzip;", "gzip;q", "gzip;q=", "gzip;q=x", "gzip;q=1.1", "gzip;q=1.001", "gzip;q=2", "gzip;q=10",
        "gzip;q=-1", "gzip;q=.5", "gzip;q=0.1234", "gzip;q=0,5", "gzip;q =1", "gzip;q= 1", "gzip;q=1;q=1",
        "gzip;level=9", "gzip q=1", "gzip br", "gzip=1", ";q=1", "gzip;;q=1", "\"gzip\"", "gzip\"", "(gzip)",
        "gzip/1", "gzip:br", "gzíp", "br, deflate;q=7", "br, ;q=1", "ｇｚｉｐ", "br;q=1e0", "br;q=0x1", "br;q=١",
    ])
    func `the plain body where the field breaks the grammar`(header: String) {
        #expect(ContentCoding.preferred(header) == nil)
    }

    @Test func `the plain body where the field has a control character that is no tab`() {
        for value in [UInt8](0..<32) + [127] where value != UInt8(ascii: "\t") {
            let character = String(UnicodeScalar(value))
            for field in ["gzip" + character, character + "gzip", "gz\(character)ip, br", "br;q=1\(character), gzip"] {
                #expect(ContentCoding.preferred(field) == nil, "byte \(value)")
            }
        }
    }

    @Test func `a long field is read to its end`() {
        let others = String(repeating: "x;q=0.5, ", count: 20_000)

        #expect(ContentCoding.preferred(others + "gzip") == .gzip)
        #expect(ContentCoding.preferred(others + "gzip;") == nil)
    }
}
