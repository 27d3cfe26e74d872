import IndieWeb
import Testing

@Suite struct `Lists of feeds` {
    private let date = PostDate(secondsSince1970: 1_720_000_000, offsetSeconds: 7200)

    @Test func `One outline for each feed, in the words of OPML`() {
        let list = OPML(
            title: "Feeds of Notes", modified: date, owner: FeedAuthor(name: "Ada", url: "https://e.example/"),
            outlines: [
                OPMLOutline(
                    title: "Notes & more", feedURL: "https://e.example/feed.atom", url: "https://e.example/",
                    description: "All", language: "en"),
                OPMLOutline(title: "Photos", feedURL: "https://e.example/photos/feed.atom"),
            ])
        #expect(
            String(decoding: list.xml(), as: UTF8.self)
                == #"""
                <?xml version="1.0" encoding="utf-8"?>
                <opml version="2.0"><head><title>Feeds of Notes</title>\#
                <dateModified>Wed, 03 Jul 2024 11:46:40 +0200</dateModified>\#
                <ownerName>Ada</ownerName><ownerId>https://e.example/</ownerId></head><body>\#
                <outline type="rss" text="Notes &amp; more" title="Notes &amp; more"\#
                 xmlUrl="https://e.example/feed.atom" htmlUrl="https://e.example/" description="All"\#
                 language="en"/>\#
                <outline type="rss" text="Photos" title="Photos" xmlUrl="https://e.example/photos/feed.atom"/>\#
                </body></opml>
                """#)
    }

    @Test(arguments: HostileText.all)
    func `The same structure whatever the texts hold`(hostile: String) throws {
        let outline = OPMLOutline(
            title: hostile, feedURL: hostile, url: hostile, description: hostile, language: hostile)
        let list = OPML(
            title: hostile, modified: date, owner: FeedAuthor(name: hostile, url: hostile),
            outlines: [outline, outline])
        let reader = try XMLOutline(list.xml())
        #expect(
            reader.elements == [
                "opml", "head", "title", "dateModified", "ownerName", "ownerId", "body", "outline", "outline",
            ])
        #expect(reader.attributeCount == 1 + 2 * 7)
    }
}
