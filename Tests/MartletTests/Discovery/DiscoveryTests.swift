import IndieWeb
import Testing

@testable import Martlet

@Suite struct `What programs ask a site for` {
    @Test func `crawlers may read all but the owner's and apps' addresses, and learn of the sitemap`() async throws {
        try await TestSite.with { site in
            let answer = try await site.send("GET", "/robots.txt")
            #expect(answer["content-type"] == "text/plain; charset=utf-8")
            let lines = answer.text.split(separator: "\n").map(String.init)
            #expect(lines.first == "User-agent: *")
            #expect(lines.last == "Sitemap: https://site.example/sitemap.xml")
            for closed in ["/admin$", "/admin/", "/auth$", "/token$", "/micropub$", "/share/", "/search?"] {
                #expect(lines.contains("Disallow: \(closed)"))
            }
            #expect(!lines.contains("Disallow: /") && !answer.text.contains("GPTBot"))
        }
    }

    @Test func `those who collect for training are asked to stay away where the owner wants that`() async throws {
        try await TestSite.with(settings: ["MARTLET_AI_CRAWLERS": "0"]) { site in
            let text = try await site.send("GET", "/robots.txt").text
            let groups = text.split(separator: "\n\n")
            let group = try #require(groups.first { $0.contains("GPTBot") })
            #expect(group.hasSuffix("\nDisallow: /"))
            for name in ["CCBot", "ClaudeBot", "Google-Extended", "meta-externalagent"] {
                #expect(group.contains("User-agent: \(name)\n"))
            }
            #expect(group.split(separator: "\n").filter { $0.hasPrefix("Disallow") }.count == 1)
            #expect(groups.first?.contains("User-agent: *") == true)
            #expect(groups.first?.contains("Disallow: /\n") == false)
        }
    }

    @Test func `every page leads to a manifest, which browsers may load and whose icon is there`() async throws {
        try await TestSite.with(settings: ["MARTLET_TITLE": "A rather long name of a site"]) { site in
            let page = try await site.send("GET", "/")
            #expect(page.text.contains(#"<link rel="manifest" href="https://site.example/manifest.webmanifest">"#))
            #expect(page["content-security-policy"]?.contains("manifest-src 'self'") == true)
            let manifest = try await site.send("GET", "/manifest.webmanifest")
            #expect(manifest["content-type"] == "application/manifest+json")
            #expect(manifest.json("name")?.string == "A rather long name of a site")
            let short = try #require(manifest.json("short_name")?.string)
            #expect(short.count <= 12 && short.hasPrefix("A rather"))
            let icon = try #require(manifest.json("icons")?.array?.first?.object?["src"]?.string)
            let picture = try await site.send("GET", icon)
            #expect(picture.status == 200 && picture["content-type"] == "image/svg+xml")
        }
    }
}
