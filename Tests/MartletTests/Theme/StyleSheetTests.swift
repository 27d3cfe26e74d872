import Foundation
import Testing

@testable import Martlet

@Suite struct `The style sheets` {
    /// Classes of microformats and the like, which others read and no rule has to know.
    private static let hooks: Set<String> = [
        "h-entry", "h-event", "h-card", "h-cite", "h-adr", "h-geo", "h-app", "summary", "entry-note", "archive",
        "feed-name",
    ]

    @Test func `readers get less than 20,000 bytes of it`() throws {
        let bytes = try Checkout.text("static/style.css").utf8.count
        #expect(bytes < 20_000)
    }

    @Test func `every class of the templates is in one of them, or is there for other readers`() throws {
        let sheets = try Checkout.text("static/style.css") + Checkout.text("static/admin.css")
        let known = Set(sheets.matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.output.1) })
        for name in try FileManager.default.contentsOfDirectory(atPath: Checkout.path + "/templates").sorted()
        where name.hasSuffix(".mustache") {
            for attribute in try Checkout.text("templates/" + name).matches(of: /class="([^"]*)"/) {
                // What a tag prints is some other class; what stands around one is half a class.
                let text = attribute.output.1.replacing(/\S*\{\{[^#^\/][^}]*\}\}\S*/, with: " ")
                    .replacing(/\{\{[#^\/][^}]*\}\}/, with: " ")
                for word in text.split(separator: " ").map(String.init) {
                    let isHook = Self.hooks.contains(word) || word.contains(/^(u|p|dt|e)(-|$)/) || word.hasPrefix("-")
                    #expect(isHook || known.contains(word), "\(name): \(word)")
                }
            }
        }
    }

    @Test func `readers' pages do without the owner's sheet, and the owner's have both`() async throws {
        try await TestSite.with { site in
            for path in ["/", "/tags", "/nowhere"] {
                let page = try await site.send("GET", path).text
                #expect(page.contains("/static/style.css?v=") && !page.contains("/static/admin.css"), "\(path)")
            }
            let page = try await site.send("GET", "/admin/sign-in").text
            #expect(page.contains("/static/style.css?v=") && page.contains("/static/admin.css?v="))
            #expect(try await site.send("GET", "/static/admin.css").status == 200)
        }
    }
}
