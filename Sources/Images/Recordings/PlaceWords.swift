/// Tells from the name of a tag whether its value is a place.
enum PlaceWords {
    /// Parts of names, in lower case: `LOCATION`, `RECORDING_LOCATION`, `GPSLatitude`, `com.apple.quicktime.location.ISO6709`.
    private static let words = ["location", "gps", "geo", "latitude", "longitude", "iso6709", "exif", "xmp"]
        .map { Array($0.utf8) }

    /// Whether any of the words stands in the name; zero bytes are left out, so that it may be UTF-16 too.
    static func stand(in name: some Collection<UInt8>) -> Bool {
        let letters = name.filter { $0 != 0 }.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        return words.contains { letters.contains(sequence: $0) }
    }
}

extension Collection<UInt8> where Index == Int {
    /// The bytes as a big-endian number; at most seven of them fit.
    var number: Int { prefix(7).reduce(0) { $0 << 8 | Int($1) } }

    /// Whether these bytes stand anywhere, one after the other.
    func contains(sequence wanted: [UInt8]) -> Bool {
        guard let first = wanted.first, count >= wanted.count else { return false }
        for start in startIndex...(endIndex - wanted.count) where self[start] == first {
            if self[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
        }
        return false
    }
}

extension String {
    /// A box's type, each byte a character, so that `©` is the one that QuickTime means.
    init(fourCharacters bytes: some Collection<UInt8>) {
        self = String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
    }
}
