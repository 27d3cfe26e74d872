/// Finds `@ada` in what an owner writes, and links it to the person whom the owner calls so.
///
/// A nickname is letters, digits, `_` and `-` behind an `@` at the start of a word. Not looked at: code, links and whatever
/// else stands in square brackets, HTML blocks and tags, web addresses, and what goes on as `@ada@a.example`, `@ada.example` or `@ada/x`.
/// In doubt a nickname is left as it is: indented lines after a blank one count as code, in lists too.
///
/// - SeeAlso: <https://spec.commonmark.org/0.31.2/>
package enum NicknameLinks {
    /// The nicknames in a Markdown text, in lower case.
    package static func nicknames(in text: String) -> Set<String> {
        Set(NicknameScanner(text).mentions.map { $0.nickname.lowercased() })
    }

    /// Returns the Markdown with each nickname of `contacts` made a link: `@ada` → `[@ada](https://ada.example/)`.
    ///
    /// Doing it twice changes nothing more. An address that is no `http` or `https` one is never linked to.
    ///
    /// - Parameter contacts: By nickname in lower case.
    package static func linked(_ markdown: String, contacts: [String: (name: String, url: String)]) -> String {
        let scanner = NicknameScanner(markdown)
        var text = String.UnicodeScalarView()
        var place = 0
        for mention in scanner.mentions {
            guard let url = contacts[mention.nickname.lowercased()]?.url, WebAddress.isValid(url) else { continue }
            text.append(contentsOf: scanner.scalars[place..<mention.range.lowerBound])
            text.append(contentsOf: "[@\(escaped(mention.nickname))](\(destination(url)))".unicodeScalars)
            place = mention.range.upperBound
        }
        text.append(contentsOf: scanner.scalars[place...])
        return String(text)
    }

    /// Of what a nickname is made, only this could mean something else to Markdown.
    private static func escaped(_ nickname: String) -> String {
        nickname.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "\\_")
    }

    /// The address with everything percent-encoded that could end the link or begin something else.
    private static func destination(_ url: String) -> String {
        var text = ""
        for scalar in url.unicodeScalars {
            switch scalar {
            case "(", ")", "<", ">", "[", "]", "\\", "`", "|", "\"":
                text += "%" + String(scalar.value, radix: 16, uppercase: true)
            // Markdown reads `&copy;` as a character in addresses too.
            case "&": text += "&amp;"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
