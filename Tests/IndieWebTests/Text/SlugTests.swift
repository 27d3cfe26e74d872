import IndieWeb
import Testing

@Suite struct Slugs {
    @Test(arguments: [
        ("Hello, Wörld! 2", "hello-world-2"), ("hello", "hello"), ("A", "a"), ("  a  b ", "a-b"), ("--a--b--", "a-b"),
        ("don't", "dont"), ("don’t stop", "dont-stop"), ("C++ & C#", "c-c"),
        ("2024/05/my_post.html", "2024-05-my-post-html"),
        ("../../etc/passwd", "etc-passwd"), ("Straße", "strasse"), ("STRASSE ẞ", "strasse-ss"),
        ("Ærøskøbing", "aeroskobing"),
        ("ÅNGSTRÖM", "angstrom"), ("e\u{301}te\u{301}", "ete"), ("Łódź", "lodz"), ("İstanbul ışık", "istanbul-isik"),
        ("Việt Nam", "viet-nam"),
        ("Þór Ðað", "thor-dad"), ("Œuvre", "oeuvre"), ("日本 2024", "2024"), ("x\u{0}y", "x-y"), ("a\nb", "a-b"),
        ("<script>alert(1)</script>", "script-alert-1-script"), ("a\u{AD}b", "ab"), ("😀 ok 😀", "ok"), ("100%", "100"),
    ])
    func `Lower-case letters, digits and single hyphens`(text: String, slug: String) {
        #expect(Slug.slugify(text) == slug)
    }

    @Test(arguments: ["", " ", "---", "日本語", "😀", "!?", "'", "\u{301}", "\u{0}"])
    func `Nothing when no letter is left`(text: String) {
        #expect(Slug.slugify(text) == nil)
    }

    @Test func `At most a hundred characters, and no hyphen at the cut`() {
        #expect(Slug.slugify(String(repeating: "a", count: 5000)) == String(repeating: "a", count: 100))
        #expect(Slug.slugify(String(repeating: "ß", count: 5000))?.utf8.count == 100)
        #expect(Slug.slugify(String(repeating: "a", count: 99) + " bcd") == String(repeating: "a", count: 99))
        #expect(Slug.slugify(String(repeating: "a", count: 98) + "ßß") == String(repeating: "a", count: 98) + "ss")
    }

    @Test func `Nothing but the alphabet for every scalar of the basic plane`() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value), let slug = Slug.slugify("a\(scalar)b") else { continue }
            #expect(
                slug.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" })
            #expect(!slug.hasPrefix("-") && !slug.hasSuffix("-"))
        }
    }

    @Test(arguments: [
        (Int64(0), 0, "19700101000000"), (0, -3600, "19691231230000"), (1_720_000_000, 7200, "20240703114640"),
        (-62_135_596_800, 0, "00010101000000"),
    ])
    func `The local time as a time stamp`(seconds: Int64, offset: Int, timestamp: String) {
        #expect(Slug.timestamp(PostDate(secondsSince1970: seconds, offsetSeconds: offset)) == timestamp)
    }
}
