import IndieWeb

/// Something exact that entries are found by, as one word of the index.
///
/// The index answers it together with the words, so that an old year costs no more than the present one. A word is a letter
/// for the kind and lower-case letters and digits, which is what the index keeps as it is.
struct SearchFacet: Sendable, Equatable {
    let token: String

    static func type(_ type: PostType) -> SearchFacet { SearchFacet(token: "k" + type.rawValue) }

    /// An exact category: in other letters it is another one.
    static func tag(_ name: String) -> SearchFacet? {
        // Categories are no longer than that.
        guard name.utf8.count <= 500 else { return nil }
        return SearchFacet(token: "t" + Hex.string(name.utf8))
    }

    /// A year, month or day: `2026`, `2026-11`, `2026-11-21`; nil for what is none.
    static func date(_ text: String) -> SearchFacet? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = [4, 2, 2]
        guard let kind = [1: "y", 2: "m", 3: "d"][parts.count],
            zip(parts, widths).allSatisfy({ $0.utf8.count == $1 && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        return SearchFacet(token: kind + parts.joined())
    }

    /// All that an entry has. A change of the site's time zone changes nothing for entries that are in the index already.
    static func all(type: PostType, tags: [String], published local: CivilTime) -> [SearchFacet] {
        let day = [
            String(zeroPadding: local.year, to: 4), String(zeroPadding: local.month, to: 2),
            String(zeroPadding: local.day, to: 2),
        ]
        let dates = (1...3).compactMap { date(day.prefix($0).joined(separator: "-")) }
        return [.type(type)] + dates + tags.compactMap { .tag($0) }
    }
}
