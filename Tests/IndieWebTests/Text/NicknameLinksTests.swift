import IndieWeb
import Testing

@Suite struct `Links for nicknames` {
    private let contacts: [String: (name: String, url: String)] = [
        "ada": ("Ada", "https://ada.example/"), "b_b": ("B", "https://b.example/a_(b)?x=1&copy;<y>"),
        "zoë": ("Zoë", "https://zoe.example/"), "evil": ("Evil", "javascript:alert(1)"),
        "x-1": ("X", "http://x.example"),
    ]

    private func linked(_ text: String) -> String {
        NicknameLinks.linked(text, contacts: contacts)
    }

    @Test(arguments: [
        ("@ada", "[@ada](https://ada.example/)"), ("Hi @ada!", "Hi [@ada](https://ada.example/)!"),
        ("(@ada)", "([@ada](https://ada.example/))"), ("**@ada**", "**[@ada](https://ada.example/)**"),
        ("_@ada_", "_[@ada](https://ada.example/)_"), ("*thanks @ada*.", "*thanks [@ada](https://ada.example/)*."),
        ("~~a @ada~~!", "~~a [@ada](https://ada.example/)~~!"),
        ("“@ada”", "“[@ada](https://ada.example/)”"),
        ("@ada's", "[@ada](https://ada.example/)'s"), ("@ada.", "[@ada](https://ada.example/)."),
        ("@ada: hi", "[@ada](https://ada.example/): hi"),
        ("@ada, @ada", "[@ada](https://ada.example/), [@ada](https://ada.example/)"),
        ("a\n@Ada\r\nb", "a\n[@Ada](https://ada.example/)\r\nb"), ("# @ada", "# [@ada](https://ada.example/)"),
        ("- @ada", "- [@ada](https://ada.example/)"), ("> @ada", "> [@ada](https://ada.example/)"),
        ("1. a\n    - @ada", "1. a\n    - [@ada](https://ada.example/)"), ("|@ada|", "|[@ada](https://ada.example/)|"),
        ("@ZOË", "[@ZOË](https://zoe.example/)"), ("@zoe\u{308}", "[@zoe\u{308}](https://zoe.example/)"),
        ("@x-1", "[@x-1](http://x.example)"), ("@ada-", "[@ada](https://ada.example/)-"),
        ("@b_b", #"[@b\_b](https://b.example/a_%28b%29?x=1&amp;copy;%3Cy%3E)"#),
        ("a ` b @ada", "a ` b [@ada](https://ada.example/)"), (#"\`@ada`"#, #"\`@ada`"#),
        (#"\` @ada `"#, #"\` [@ada](https://ada.example/) `"#),
        ("1 < 2 @ada > 0", "1 < 2 [@ada](https://ada.example/) > 0"),
        ("[ @ada", "[ [@ada](https://ada.example/)"), ("](@ada)", "]([@ada](https://ada.example/))"),
        ("https://a.example/ @ada", "https://a.example/ [@ada](https://ada.example/)"),
        ("`a`` @ada ``b`", "`a`` @ada ``b`"), ("`a\n\n@ada`", "`a\n\n[@ada](https://ada.example/)`"),
        ("```\n@ada\n```\n@ada", "```\n@ada\n```\n[@ada](https://ada.example/)"),
        ("> ~~~\n> @ada\n\n@ada", "> ~~~\n> @ada\n\n[@ada](https://ada.example/)"),
        ("x <b>@ada</b>", "x <b>[@ada](https://ada.example/)</b>"),
        ("x <a>x</a> @ada", "x <a>x</a> [@ada](https://ada.example/)"),
        ("[x]: https://a.example/\n@ada", "[x]: https://a.example/\n[@ada](https://ada.example/)"),
        ("- ```\n  > x\n\n@ada", "- ```\n  > x\n\n[@ada](https://ada.example/)"),
        ("<div>\n\n@ada\n\n</div>", "<div>\n\n[@ada](https://ada.example/)\n\n</div>"),
        ("<pre>\n\n</pre>\n@ada", "<pre>\n\n</pre>\n[@ada](https://ada.example/)"),
        ("<https://x.example/> @ada", "<https://x.example/> [@ada](https://ada.example/)"),
        ("[x](https://a.example/) @ada", "[x](https://a.example/) [@ada](https://ada.example/)"),
    ])
    func `A link for a nickname in plain text`(text: String, expected: String) {
        let result = linked(text)
        #expect(result.utf8.elementsEqual(expected.utf8), "\(result)")
    }

    @Test(arguments: [
        "", "@", "@ ada", "@@ada", "@nobody", "@adax", "@evil", "me@ada", "a@ada.example", "@ada@a.example",
        "@ada.example",
        "@ada/repo", "@ada:a.example", "/@ada", #"\@ada"#, "x.@ada", "@zoëx", "@zo",
        "`@ada`", "`` ` @ada ` ``", "`a\n@ada`", "```\n@ada\n```", "~~~ x\n@ada\n~~~~", "```\n@ada",
        "````\n```\n@ada\n````",
        "- ```\n  @ada\n  ```", "> ```\n> @ada\n> ```", "1. a\n   ```\n   @ada\n   ```", "```\n> ```\n@ada\n```",
        "- a\n    - ```\n      @ada\n      ```", "    @ada", "a\n\n\t@ada", "# T\n    @ada", "-     @ada",
        "T\n===\n    @ada",
        "[@ada](https://x.example/)", "[a @ada b](x)", "[x](https://x.example/@ada)", "[x](y \"@ada\")",
        "[x](y (@ada))",
        "![@ada](x)", "[@ada][1]", "[x][@ada]", "[@ada]", "[a [b] @ada]", "[x]: https://x.example/ \"@ada\"",
        "<https://x.example/@ada>", "<a href=\"x\" title=\"@ada\">", "<a href=\"x\">@ada</a>", "<code>@ada</code>",
        "x <code>@ada</code>", "x <a href=\"y\">@ada</a>", "<div>\n@ada\n</div>",
        "<!--\n\n@ada -->", "> <div>\n> @ada", "x <b title=\" @ada\">",
        "<PRE>\n\n@ada\n\n</PRE>", "<!-- @ada -->", "https://x.example/@ada", "https://x.example/(@ada",
        "www.x.example/(@ada",
        "mailto:@ada", "*@ada*x", "<*@ada>", "> <b>\n    @ada", "> - \t@ada", "</b>\n> \n@ada", "@ada_(x)_",
        "@ada~~(x)~~", "x <!-- a > @ada -->", "x <?a > @ada ?>",
        "https://x.example/?a=\"@ada",
    ])
    func `Nothing changed where a nickname is no plain text`(text: String) {
        let result = linked(text)
        #expect(result.utf8.elementsEqual(text.utf8), "\(result)")
    }

    @Test func `The same text when done twice`() {
        let text = "@ada, **@b_b** and `@ada`\n\n> @zoë (@x-1)"
        #expect(linked(linked(text)) == linked(text))
        #expect(linked(text) != text)
    }

    @Test func `The nicknames of a text, each once and in lower case`() {
        let text = "@ada @Ada @bob_ `@code` me@mail.example @zoë-x @social@a.example [@link](x)"
        #expect(NicknameLinks.nicknames(in: text) == ["ada", "bob", "zoë-x"])
        #expect(NicknameLinks.nicknames(in: "none") == [])
        #expect(NicknameLinks.nicknames(in: "@" + String(repeating: "x", count: 64)).count == 1)
        #expect(NicknameLinks.nicknames(in: "@" + String(repeating: "x", count: 65)).isEmpty)
    }

    @Test(arguments: [
        "[", "](", "`", "` ``", "<a", "<", "@", "@ada ", "\\", "[x](", "(", "> ", "- ", "```\n", "\r", "[](",
        "https://", "<a>", "```` ```",
    ])
    func `Any text survives, in a time that grows with its length`(piece: String) {
        let text = String(repeating: piece, count: 20_000)
        _ = inLinearTime { NicknameLinks.nicknames(in: text) }
        #expect(inLinearTime { NicknameLinks.linked(text, contacts: [:]) } == text)
    }
}
