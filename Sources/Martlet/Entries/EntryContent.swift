import IndieWeb
import Markup

/// The content of an entry, ready to be shown.
struct EntryContent: Sendable {
    /// Safe HTML with absolute addresses; empty when the entry has no content.
    let html: SafeHTML
    /// Its plain text, for titles and summaries.
    let text: String

    /// Text is read as CommonMark with the owner's contacts linked by nickname; HTML goes through the sanitizer.
    init(_ item: Mf2Item, site: Site) {
        switch item.content {
        case .text(let text):
            let (linked, urls) = site.contacts.linked(text)
            html = Markdown.html(linked, baseURL: site.url("/")).markingCards(urls)
        case .html(let text, _): html = HTMLSanitizer.sanitize(text, baseURL: site.url("/"))
        case nil: html = SafeHTML.text("")
        }
        text = html.plainText
    }
}
