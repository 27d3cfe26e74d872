/// The last part of a permalink.
package enum Slug {
    /// Longest slug, in characters; a collision suffix comes on top.
    package static let longest = 100

    /// Returns `text` as lower-case ASCII letters and digits with single hyphens between words; `nil` if nothing is left.
    ///
    /// Shape: `Hello, Wörld! 2` → `hello-world-2`; `don’t` → `dont`. Latin letters lose their marks; other scripts are left
    /// out. Cut at ``longest`` characters.
    package static func slugify(_ text: String) -> String? {
        var slug: [UInt8] = []
        var endsWord = false
        // No more than this is looked at: enough for the longest slug, little enough for any text.
        for scalar in text.unicodeScalars.prefix(longest * 10) {
            guard let letters = letters(for: scalar) else {
                endsWord = !slug.isEmpty
                continue
            }
            guard !letters.isEmpty else { continue }
            if endsWord { slug.append(UInt8(ascii: "-")) }
            endsWord = false
            slug.append(contentsOf: letters.utf8)
            if slug.count >= longest { break }
        }
        slug.removeLast(max(slug.count - longest, 0))
        if slug.last == UInt8(ascii: "-") { slug.removeLast() }
        return slug.isEmpty ? nil : String(decoding: slug, as: UTF8.self)
    }

    /// Returns the local time of `date` at its own offset as `YYYYMMDDHHMMSS`.
    package static func timestamp(_ date: PostDate) -> String {
        let time = date.localTime
        return [(time.year, 4), (time.month, 2), (time.day, 2), (time.hour, 2), (time.minute, 2), (time.second, 2)]
            .map { String(zeroPadding: $0, to: $1) }.joined()
    }

    /// The ASCII letters for a scalar: none for a mark within a word, `nil` for what separates words.
    private static func letters(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "a"..."z", "0"..."9": String(scalar)
        case "A"..."Z": String(scalar).lowercased()
        case "'", "’", "\u{300}"..."\u{36F}", "\u{AD}": ""
        case ..<"\u{80}": nil
        default: LatinFolding.letters[scalar] ?? lowerCaseLetters(for: scalar)
        }
    }

    /// Some capitals become several scalars in lower case, such as `İ`, which becomes `i` and a mark.
    private static func lowerCaseLetters(for scalar: Unicode.Scalar) -> String? {
        let lowerCase = scalar.properties.lowercaseMapping.unicodeScalars
        let letters = lowerCase.compactMap { $0.isASCII ? String($0) : LatinFolding.letters[$0] }
        return letters.isEmpty ? nil : letters.joined()
    }
}
