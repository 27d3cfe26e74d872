/// Bodies to be made smaller, the same at each run.
enum Samples {
    /// `count` bytes of a page of notes, no two of them alike.
    static func page(_ count: Int) -> [UInt8] {
        var numbers = Numbers(seed: 1)
        let words = ["Amsel", "martlet", "snow", "<b>fog</b>", "über", "rain &amp; wind", "🐦", "late", "walk"]
        var page = Array("<!doctype html><html lang=en><title>Notes</title>".utf8)
        while page.count < count {
            let text = (0..<8).map { _ in words.randomElement(using: &numbers) ?? "" }.joined(separator: " ")
            page += Array("<article class=h-entry><p class=e-content>\(text) \(numbers.next())</p></article>\n".utf8)
        }
        return Array(page.prefix(count))
    }

    /// `count` bytes in which nothing comes back.
    static func noise(_ count: Int) -> [UInt8] {
        var numbers = Numbers(seed: 2)
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &numbers) }
    }

    /// SplitMix64.
    private struct Numbers: RandomNumberGenerator {
        var seed: UInt64

        mutating func next() -> UInt64 {
            seed &+= 0x9e37_79b9_7f4a_7c15
            let mixed = (seed ^ seed >> 30) &* 0xbf58_476d_1ce4_e5b9
            let again = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
            return again ^ again >> 31
        }
    }
}
