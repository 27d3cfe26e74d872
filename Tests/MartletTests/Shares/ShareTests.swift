import Foundation
import GRDB
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Links that share something` {
    @Test func `one that opens once asks first, opens for one, and is 410 with an explanation for the next`()
        async throws
    {
        try await TestSite.with { site in
            let (path, _) = try await Self.share(site, .init(target: .media(0)))
            let reader = Browser(site)
            // What messengers do for a preview: it costs nothing.
            for method in ["HEAD", "GET", "GET"] {
                #expect(try await site.send(method, path).status == 200)
            }
            let page = try await reader.get(path)
            #expect(page.text.contains("This link opens once"))
            #expect(page["cache-control"] == "no-store" && page["referrer-policy"] == "no-referrer")
            let opened = try await reader.post(
                path, [("csrf", page.hidden("csrf") ?? "")],
                headers: [("Range", "bytes=0-9"), ("If-None-Match", "*")])
            #expect(opened.status == 200, "all of it, whatever else is asked")
            #expect(opened.body.count > 100)
            #expect(opened["content-type"] == "image/png")
            #expect(opened["cache-control"] == "no-store")

            for again in [try await reader.get(path), try await Browser(site).get(path)] {
                #expect(again.status == 410)
                #expect(again.text.contains("opened once"))
            }
        }
    }

    @Test func `of many who open it at once one gets it, the others 410, and its file is destroyed`() async throws {
        try await TestSite.with { site in
            let (path, url) = try await Self.share(site, .init(target: .media(0), isDestroying: true))
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let reader = Browser(site)
                        let page = try await reader.get(path)
                        return try await reader.post(path, [("csrf", page.hidden("csrf") ?? "")]).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 200 }.count == 1)
            #expect(statuses.allSatisfy { [200, 403, 410].contains($0) }, "\(statuses)")
            #expect(try await site.send("GET", url.path).status == 410)
            try await site.parts.writing.jobs.runDue()
            #expect(try site.mediaFiles().isEmpty)
        }
    }

    @Test func `one with a time opens as often as somebody likes until then`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 3000 }) { site in
            let (path, _) = try await Self.share(site, .init(target: .media(0), isOnce: false, lifetime: 3600))
            for _ in 0..<2 { #expect(try await site.send("GET", path)["content-type"] == "image/png") }
            time.increase()
            #expect(try await site.send("GET", path).status == 200)
            time.increase()
            let late = try await site.send("GET", path)
            #expect(late.status == 410)
            #expect(late.text.contains("Its time is over"))
        }
    }

    @Test func `a draft is shown with its pictures, by addresses that work for a stranger`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let upload = try #require(try await site.upload(Pictures.png).location)
            let json = """
                {"properties":{"name":["Plans"],"content":[{"html":"<p>Soon <img src='\(upload)' alt='x'></p>"}],\
                "photo":["\(upload)"],"post-status":["draft"]}}
                """
            let draft = try await site.postJSON(json, token: token)
            #expect(try await site.send(at: draft.location).status == 404)
            let secret = try await site.parts.owner.shares.keeper.create(.init(target: .entry(1), isOnce: false))
            let page = try await site.send("GET", "/share/" + secret.text)
            #expect(page.status == 200)
            #expect(page.text.contains("Plans"))
            #expect(page.text.contains("noindex"))
            let addresses = page.text.matches(of: /src="(https:\/\/site\.example\/media\/[^"]+)"/).map {
                String($0.output.1).replacing("&amp;", with: "&")
            }
            #expect(addresses.count == 2)
            for address in addresses {
                #expect(try await site.send("GET", address.path).status == 200, "\(address)")
            }
            #expect(try await site.send("GET", upload.path).status == 404)
        }
    }

    @Test func `a link that ends unopened destroys nothing, and what a crash left of an opening goes`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 4000 }) { site in
            let (_, url) = try await Self.share(site, .init(target: .media(0), isDestroying: true, lifetime: 3600))
            time.increase()
            await site.parts.writing.sweeper.schedule(TestSite.quietLogger)
            time.increase()
            while try await site.parts.writing.jobs.runDue() > 0 {}
            #expect(try await site.send("GET", url.path).status == 200)

            try await site.data.database.write { try $0.execute(sql: "UPDATE share SET redeemedAt = 1") }
            await site.parts.writing.sweeper.schedule(TestSite.quietLogger)
            while try await site.parts.writing.jobs.runDue() > 0 {}
            #expect(try await site.send("GET", url.path).status == 410)
            #expect(try site.mediaFiles().isEmpty)
        }
    }

    @Test func `a file that a post shows is not destroyed by a link`() async throws {
        try await TestSite.with { site in
            let upload = try #require(try await site.upload(Pictures.png).location)
            let keeper = site.parts.owner.shares.keeper
            let secret = try await keeper.create(.init(target: .media(1), isDestroying: true))
            try await site.postForm("content=x&photo=\(upload)", token: try await site.token())
            await #expect(throws: SiteError.self) {
                _ = try await keeper.create(.init(target: .media(1), isDestroying: true))
            }
            try await keeper.redeem(try await keeper.share(secret.text))
            #expect(try await site.send("GET", upload.path).status == 200)
        }
    }

    @Test func `404 for a link that is none, and 403 for a form without the page`() async throws {
        try await TestSite.with { site in
            for path in ["/share/x", "/share/" + Secret().text] {
                #expect(try await site.send("GET", path).status == 404)
            }
            let (path, _) = try await Self.share(site, .init(target: .media(0)))
            #expect(try await site.postFields(path, []).status == 403)
            #expect(try await site.send("GET", path).status == 200)
        }
    }

    @Test func `the owner describes, shares and deletes files, and ends links`() async throws {
        try await TestSite.with { site in
            let upload = try #require(
                try await site.postMultipart(
                    [.file("file", Pictures.png, filename: "hill.png")], to: "/media", token: try await site.token()
                ).location)
            let owner = try await Browser.signedIn(site)
            let list = try await owner.get("/admin/media?show=without-text")
            #expect(list.text.contains("hill.png"))
            let csrf = ("csrf", list.hidden("csrf") ?? "")
            let described = try await owner.post("/admin/media/1/alt", [csrf, ("alt", " A hill ")])
            #expect(described.status == 303)
            #expect(try await owner.get("/admin/media?show=without-text").text.contains("hill.png") == false)
            #expect(try await owner.get("/admin/media").text.contains(#"value="A hill""#))

            let shared = try await owner.post(
                "/admin/media/1/share", [csrf, ("lifetime", "3600"), ("once", "1"), ("destroy", "1")])
            let link = try #require(shared.text.firstMatch(of: /https:\/\/site\.example(\/share\/[\w-]{43})/))
            #expect(try await site.send("GET", String(link.output.1)).status == 200)
            #expect(try await owner.get("/admin/media").text.contains("Opens once"))
            #expect(try await owner.post("/admin/shares/1/revoke", [csrf]).status == 303)
            #expect(try await site.send("GET", String(link.output.1)).status == 404)

            let post = try await site.postForm("content=x&photo=\(upload)", token: try await site.token())
            let refused = try await owner.post("/admin/media/1/delete", [csrf])
            #expect(refused.status == 409)
            #expect(refused.text.contains(post.location ?? "-"))
            #expect(try await owner.post("/admin/media/1/delete", [csrf, ("force", "1")]).status == 303)
            #expect(try await site.send("GET", upload.path).status == 410)
        }
    }

    /// Uploads a picture and makes a link to it.
    private static func share(_ site: TestSite, _ wish: Share.Wish) async throws -> (path: String, url: String) {
        let url = try #require(try await site.upload(Pictures.png).location)
        let own = Share.Wish(
            target: .media(1), isOnce: wish.isOnce, isDestroying: wish.isDestroying, lifetime: wish.lifetime)
        return ("/share/" + (try await site.parts.owner.shares.keeper.create(own)).text, url)
    }
}
