import Foundation
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Uploads and the files behind them` {
    @Test func `equal bytes are stored once, and each upload keeps its address and text`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media delete")
            let first = try await Self.upload("One", site, token)
            let second = try await Self.upload("Two", site, token)
            #expect(first != second)
            #expect(try await site.count("storedFile") == 1)
            #expect(try await site.count("media") == 2)
            #expect(try site.mediaFiles().filter { $0.hasSuffix("/original") }.count == 1)
            #expect(try site.mediaFiles().contains { $0.contains("/tmp/") } == false)
            #expect(try await site.send("GET", first.path).body == site.send("GET", second.path).body)

            let post = try #require(try await site.postForm("photo=\(second)", token: token).location)
            #expect(try await site.send("GET", post.path).text.contains(#"alt="Two""#))
        }
    }

    @Test func `equal bytes that come at the same time are stored once`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let addresses = try await withThrowingTaskGroup(of: String?.self) { group in
                for number in 0..<6 {
                    group.addTask { try await Self.upload("\(number)", site, token) }
                }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(addresses.count == 6)
            #expect(try await site.count("storedFile") == 1)
            #expect(try site.mediaFiles().filter { $0.hasSuffix("/original") }.count == 1)
        }
    }

    @Test func `deleting one upload leaves the file to the others, and the last takes it along`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media delete")
            let (first, second) = (
                try await Self.upload("One", site, token), try await Self.upload("Two", site, token)
            )
            #expect(try await Self.delete(first, site, token).status == 204)
            try await site.parts.writing.jobs.runDue()
            #expect(try await site.send("GET", first.path).status == 410)
            #expect(try await site.send("GET", second.path).status == 200)
            #expect(try await site.count("media") == 1)

            #expect(try await Self.delete(second, site, token).status == 204)
            #expect(try await site.send("GET", second.path).status == 410, "before its files are gone, too")
            try await site.parts.writing.jobs.runDue()
            #expect(try site.mediaFiles() == [])
            #expect(try await site.count("storedFile") == 0)
            // The same bytes come anew after that.
            let third = try await Self.upload("Three", site, token)
            #expect(try await site.send("GET", third.path).status == 200)
        }
    }

    @Test func `bytes that come again while their deletion waits are stored anew`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media delete")
            let first = try await Self.upload("One", site, token)
            #expect(try await Self.delete(first, site, token).status == 204)
            let second = try await Self.upload("Two", site, token)
            try await site.parts.writing.jobs.runDue()
            #expect(try await site.send("GET", second.path).status == 200)
            #expect(try await site.count("storedFile") == 1)
        }
    }

    @Test func `404 for strangers and 200 for the owner where only a hidden post shows it`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media update delete undelete")
            let owner = try await Browser.signedIn(site)
            for hidden in ["visibility=private", "post-status=draft", "published=2030-01-01T00:00:00Z"] {
                let url = try await Self.upload("x", site, token)
                #expect(try await site.send("GET", url.path)["cache-control"] == "private, max-age=60")
                let post = try #require(
                    try await site.postForm("content=x&photo=\(url)&\(hidden)", token: token).location)
                #expect(try await site.send("GET", url.path).status == 404, "\(hidden)")
                let own = try await owner.get(url.path)
                #expect(own.status == 200)
                #expect(own["cache-control"] == "private, no-store")
                // As soon as anybody may read a post with it, anybody may see it.
                let open = try #require(try await site.postForm("content=y&photo=\(url)", token: token).location)
                #expect(try await site.send("GET", url.path).status == 200)
                #expect(try await site.postForm("action=delete&url=\(open)", token: token).status == 204)
                #expect(try await site.send("GET", url.path).status == 404)
                #expect(try await site.postForm("action=delete&url=\(post)", token: token).status == 204)
                #expect(try await site.send("GET", url.path).status == 404, "a deleted post shows it to nobody")
            }
        }
    }

    @Test func `404 for a file that was taken out of its post, as if no post had opened it`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media update")
            let (first, second) = (try await Self.upload("a", site, token), try await Self.upload("b", site, token))
            let post = try #require(
                try await site.postForm("content=x&photo=\(first)&visibility=private", token: token).location)
            #expect(try await site.send("GET", first.path).status == 404)
            let change = #"{"action":"update","url":"\#(post)","replace":{"photo":["\#(second)"]}}"#
            #expect(try await site.postJSON(change, token: token).status == 204)
            #expect(try await site.send("GET", first.path).status == 404)
            let again = try await site.postForm("content=y&photo=\(first)", token: token)
            #expect(again.status == 201)
            #expect(try await site.send("GET", first.path).status == 200)
        }
    }

    @Test func `a file that only the text of a private post names is hidden, too`() async throws {
        try await TestSite.with { site in
            let token = try await site.token("create media delete")
            let url = try await Self.upload("x", site, token)
            let json =
                #"{"properties":{"content":[{"html":"<p><img src=\"\#(url)\" alt=\"x\">"}],"visibility":["private"]}}"#
            #expect(try await site.postJSON(json, token: token).status == 201)
            #expect(try await site.send("GET", url.path).status == 404)
            #expect(try await Self.delete(url, site, token).status == 400, "it is in use")
        }
    }

    @Test func `a signed address works for an hour, for its own file, and not when it is changed`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 3599 }) { site in
            let token = try await site.token("create media")
            let url = try await Self.upload("x", site, token)
            let other = try await Self.upload("y", site, token)
            for url in [url, other] { try await site.postForm("visibility=private&photo=\(url)", token: token) }
            let signed = site.parts.media.signer.url(url.path).path
            #expect(try await site.send("GET", signed).status == 200)
            #expect(try await site.send("GET", signed.replacing("full.", with: "thumb.")).status == 404)
            let query = String(signed.split(separator: "?").last ?? "")
            #expect(try await site.send("GET", "\(other.path)?\(query)").status == 404)
            #expect(try await site.send("GET", signed.replacing("expires=1", with: "expires=2")).status == 404)
            #expect(try await site.send("GET", signed + "x").status == 404)
            time.increase()
            #expect(try await site.send("GET", signed).status == 200)
            time.increase()
            #expect(try await site.send("GET", signed).status == 404)
        }
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\me\\a.png", "a.png"), ("\u{202E}gnp.exe", "gnp.exe"),
        (" . ", ""), ("a\r\nb", "ab"), ("日本.jpg", "日本.jpg"),
        (String(repeating: "a", count: 300) + ".jpeg", String(repeating: "a", count: 115) + ".jpeg"),
    ])
    func `a client's name for a file loses what could do harm`(name: String, kept: String) {
        #expect(MediaFilename.cleaned(name) == kept)
    }

    @Test func `a name for a download is written twice, and stays within its quotes`() {
        #expect(
            MediaFilename.attachment(#"Grüße "x" .pdf"#)
                == #"attachment; filename="Gr__e _x_ .pdf"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%22x%22%20.pdf"#)
    }

    private static func upload(_ alt: String, _ site: TestSite, _ token: String) async throws -> String {
        try #require(
            try await site.postMultipart(
                [.field("alt", alt), .file("file", Pictures.png)], to: "/media", token: token
            ).location)
    }

    private static func delete(_ url: String, _ site: TestSite, _ token: String) async throws -> WireResponse {
        try await site.postFields("/media", [("action", "delete"), ("url", url)], token: token)
    }
}
