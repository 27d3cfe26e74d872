import Foundation
import Images
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `The templates` {
    /// What Mustache's own escaping lets through, and the usual suspects.
    static let hostile = [
        "x\"\u{301} onclick=\"alert(1)\u{301}", "<\u{301}script>alert(1)</script>", "\"><script>alert(1)</script>",
        "' onmouseover='alert(1)", "</title><script>alert(1)</script>", "{{{contentHTML}}}", "javascript:alert(1)",
        "<!--", "]]>", "&lt;script&gt;", "\u{202E}\u{0}\u{7}<img src=x onerror=alert(1)>",
    ]

    @Test(arguments: hostile)
    func `a hostile text stays text in every slot of every page`(text: String) async throws {
        let folder = try TemporaryFolder()
        let oneLine = text.replacing("\u{0}", with: "")
        let data = try await TestSite.open(
            folder,
            settings: ["MARTLET_TITLE": oneLine, "MARTLET_OWNER_NAME": oneLine, "MARTLET_OWNER_NOTE": oneLine])
        let parts = try SiteParts(data, executable: Program.path)
        let entry = Self.entry(with: text)
        let shown = EntryValues(entry, site: parts.site)

        let pages =
            [
                parts.templates.render(EntryPage(entry: entry, site: parts.site)),
                parts.templates.render(ListedEntryPage(entry: entry, site: parts.site)),
                parts.templates.render(ErrorPage(site: parts.site, status: 404, message: text)),
                parts.templates.render(FeedEntryPage(shown: shown)),
                parts.templates.render(FeedsPage(feeds: Self.feeds(named: text), site: parts.site)),
            ]
            + (try OwnerPageSamples.pages(site: parts.site, text: text, clock: data.clock)
            + ListPageSamples.pages(of: entry, site: parts.site, text: text, clock: data.clock)).map { page in
                parts.templates.render(page)
            }

        for page in pages { Self.expectHarmless(page) }
    }

    /// Slots that our own pages would never fill so: here every value of every template is hostile.
    @Test(arguments: hostile)
    func `a hostile value stays text wherever a template prints it`(text: String) throws {
        for (name, template) in try Self.texts {
            let slots = template.matches(of: /\{\{\s*([A-Za-z.]+)\s*\}\}/).map { String($0.output.1) }
            for slot in slots {
                let printed = try Templates(texts: ["t": Templates.pragma + "<p title=\"{{\(slot)}}\">{{\(slot)}}</p>"])
                let page = printed.render(SlotPage(slot: slot, text: text))
                Self.expectHarmless(page)
                #expect(page.unicodeScalars.filter { $0 == "\"" }.count == 2, "\(name): \(slot)")
            }
        }
    }

    @Test func `a template without the pragma is refused`() {
        #expect(throws: TemplateError.self) { try Templates(texts: ["a": "<p>{{b}}</p>"]) }
    }

    @Test(arguments: [
        "{{{name}}}", "{{&name}}", "{{> missing}}", "{{> a}}", "{{#open}}", "{{=<% %>=}}<%{name}%>",
        "{{% CONTENT_TYPE:TEXT}}{{name}}", String(repeating: "{{#a}}{{/a}}", count: 501),
    ])
    func `a template is refused when it is loaded for`(text: String) {
        #expect(throws: TemplateError.self) { try Templates(texts: ["a": Templates.pragma + text]) }
    }

    @Test(arguments: [("\n{{{name}}}", 3), ("{{> missing}}", 2), ("\n\n{{#a}}{{/b}}", 4), ("\n{{name", 3)])
    func `a refusal names the line`(text: String, line: Int) throws {
        do {
            _ = try Templates(texts: ["a": Templates.pragma + text])
            Issue.record("was taken")
        } catch let error as TemplateError {
            #expect(error.line == line)
        }
    }

    @Test func `partials that include each other are refused`() {
        let texts = ["a": "{{> b}}", "b": "{{> a}}"].mapValues { Templates.pragma + $0 }
        #expect(throws: TemplateError.self) { try Templates(texts: texts) }
    }

    @Test func `every variable of every template is one that its page gives, and all are documented`() async throws {
        let folder = try TemporaryFolder()
        let data = try await TestSite.open(
            folder,
            settings: [
                "MARTLET_OWNER_PHOTO": "https://a.example/p.jpg", "MARTLET_REL_ME": "https://b.example/",
                "MARTLET_LANGUAGE": "en-GB",
            ])
        let site = try SiteParts(data, executable: Program.path).site
        let entry = Self.entry(with: "x")
        let pages: [any Page] =
            [
                EntryPage(entry: entry, site: site), ListedEntryPage(entry: entry, site: site),
                ErrorPage(site: site, status: 404, message: "x"), FeedEntryPage(shown: EntryValues(entry, site: site)),
                FeedsPage(feeds: Self.feeds(named: "x"), site: site),
            ] + (try OwnerPageSamples.pages(site: site, text: "x", clock: data.clock))
            + (try ListPageSamples.pages(of: entry, site: site, text: "x", clock: data.clock))
        let given = Set(pages.flatMap { Self.names(in: $0.values) }).union(["type", "title", "noIndex", "description"])
        let documented = Set(
            try Checkout.text("templates/README.md").matches(of: /(?m)^\| `([^`]+)`/).flatMap {
                $0.output.1.split(separator: ".").map(String.init)
            })

        for (name, template) in try Self.texts {
            for tag in template.matches(of: /\{\{[#^&]?\{?\s*([A-Za-z][A-Za-z.]*)\s*\}?\}\}/) {
                for part in tag.output.1.split(separator: ".") {
                    #expect(given.contains(String(part)), "\(name): \(tag.output.1) is given by no page")
                    #expect(documented.contains(String(part)), "\(name): \(tag.output.1) is not in templates/README.md")
                }
            }
        }
    }

    private static var texts: [(String, String)] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: Checkout.path + "/templates")
                .filter { $0.hasSuffix(".mustache") }.sorted()
                .map { ($0, try Checkout.text("templates/" + $0)) }
        }
    }

    private static func feeds(named text: String) -> OfferedFeeds {
        OfferedFeeds(
            main: .all, types: [.type(.note)], channels: [.channel(EntryChannel(uid: "x", name: text))],
            tags: [.tag(text)])
    }

    /// An entry with the text in every property that pages show.
    private static func entry(with text: String) -> Entry {
        let properties = [
            "name", "content", "category", "in-reply-to", "like-of", "repost-of", "bookmark-of", "rsvp", "syndication",
            "video", "audio", "summary",
        ]
        var object = JSONObject()
        for property in properties { object[property] = [.string(text), .string("https://a.example/?" + text)] }
        object["content"] = [.string(text)]
        object["photo"] = [
            ["value": .string("https://a.example/\"" + text), "alt": .string(text)], .string(text),
            ["value": "https://site.example/media/00112233445566778899aabbccddeeff/full.jpg", "alt": .string(text)],
        ]
        let variant = Photo.Variant(
            size: .full, file: "full.jpg", mediaType: "image/jpeg", width: 10, height: 10, sizeBytes: 10)
        let photo = Photo(
            id: 1, name: "00112233445566778899aabbccddeeff", alt: text, isAnimated: false, variants: [variant])
        return Entry(
            id: 1, slug: "x", path: "/notes/x", postType: .article,
            item: Mf2Item(type: ["h-entry"], properties: object),
            published: PostDate(secondsSince1970: TestSite.start, offsetSeconds: 0), updatedAt: TestSite.start + 60,
            deletedAt: nil, media: ShownMedia(photos: [2: photo]))
    }

    /// No tag, attribute or address of the text's making.
    private static func expectHarmless(_ page: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let bytes = String(decoding: page.utf8, as: UTF8.self).unicodeScalars.map { $0.isASCII ? String($0) : "" }
            .joined()
        for tag in bytes.matches(of: /<[^>]*>/) {
            let tag = tag.output.lowercased()
            // Whatever stands between quotes is a value; the rest is names.
            let names = tag.replacing(/"[^"]*"/, with: "")
            #expect(
                !names.contains("onclick") && !names.contains("onerror") && !names.contains("onmouse"),
                sourceLocation: sourceLocation)
            #expect(!tag.hasPrefix("<script"), sourceLocation: sourceLocation)
            #expect(
                !tag.contains("href=\"javascript:") && !tag.contains("src=\"javascript:"),
                sourceLocation: sourceLocation)
        }
    }

    private static func names(in value: Any) -> [String] {
        switch value {
        case let object as [String: Any]: object.flatMap { [$0.key] + names(in: $0.value) }
        case let list as [Any]: list.flatMap(names)
        default: []
        }
    }
}

/// A page with one text in one slot, which may be nested.
private struct SlotPage: Page {
    static let template = "t"
    let slot: String
    let text: String

    var values: [String: Any] {
        let parts = slot.split(separator: ".").map(String.init)
        var value: Any = text
        for part in parts.reversed() { value = [part: value] }
        return value as? [String: Any] ?? [:]
    }
}
