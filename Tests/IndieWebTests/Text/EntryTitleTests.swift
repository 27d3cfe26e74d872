import IndieWeb
import Testing

@Suite struct `Titles for posts without one` {
    @Test(arguments: [
        ("Short", "Short"), ("  two \n\n lines\t", "two lines"), ("12345678901234567890", "12345678901234567890"),
        ("123456789012345678901", "1234567890123456789…"), ("One two three four five", "One two three four…"),
        ("One two three four, five", "One two three four…"), ("aaaa bbbb cccc ddddd eeee", "aaaa bbbb cccc…"),
        ("aaaa bbbb – cccc dddddddddddd", "aaaa bbbb – cccc…"), ("aaaa bbbb cccc ddd – eeee", "aaaa bbbb cccc ddd…"),
        ("... ... ... ... ... ... ... ...", "... ... ... ... ...…"), ("éééééééééééééééééééé", "éééééééééééééééééééé"),
        ("\u{A0}\u{2003}x\u{3000}y", "x y"),
    ])
    func `The first words within the limit`(text: String, title: String) throws {
        let summary = try #require(EntryTitle.summary(of: text, limit: 20))
        #expect(summary == title)
        #expect(summary.count <= 20)
    }

    @Test(arguments: ["", " ", "\n\t\u{A0}"])
    func `Nothing for a blank text`(text: String) {
        #expect(EntryTitle.summary(of: text) == nil)
    }

    @Test(arguments: [
        ("One", "One"), (" Two \t lines\n of\u{85}it ", "Two lines of it"), ("Bell\u{7}\u{9B}book", "Bellbook"),
        ("Not\u{FFFE}hing\u{1FFFF}", "Nothing"), ("\u{202E}gnp.exe", "\u{202E}gnp.exe"), ("\u{FFFD}", "\u{FFFD}"),
    ])
    func `A name on one line, without what no text needs`(name: String, line: String) {
        #expect(EntryTitle.line(of: name) == line)
    }

    @Test(arguments: ["", " ", "\u{200B}\u{2003}", "\u{202E}\u{2066}", "\u{7}\u{FFFF}"])
    func `Nothing for a name that can't be seen`(name: String) {
        #expect(EntryTitle.line(of: name) == nil)
    }

    @Test func `A short title for one character with a million marks`() throws {
        let text = "a" + String(repeating: "\u{301}", count: 1_000_000)
        #expect(try #require(EntryTitle.summary(of: text)).unicodeScalars.count <= 60 * 8 + 1)
    }

    @Test func `Whole characters at the cut`() throws {
        let family = "👩‍👩‍👧‍👦"
        let summary = try #require(EntryTitle.summary(of: String(repeating: family, count: 50), limit: 5))
        #expect(summary == String(repeating: family, count: 4) + "…")
    }

    @Test(arguments: [0, 1, 2, -5])
    func `No crash for a limit that leaves no room`(limit: Int) {
        #expect(EntryTitle.summary(of: "some words here", limit: limit) != nil)
    }
}
