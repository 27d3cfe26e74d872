/// Texts that break a document written carelessly.
enum HostileText {
    static let all = [
        "<script>", "]]>", "&amp;", "\"'", "x\"\u{301} y=", "<\u{301}/entry>", "\u{0}\u{1}\u{B}\u{1F}\u{7F}",
        "\u{FFFE}\u{FFFF}", "😀", "\u{202E}\u{2066}",
        "</title><entry>", "<!--", "<![CDATA[", "<?pi", "&#0;", "\n\t", "é\u{301}", "\r\n\u{85}\u{2028}",
        "</b>&nbsp;&copy;", "\u{10FFFE}\u{10FFFF}", "",
    ]
}
