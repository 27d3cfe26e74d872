import Foundation
import Testing

@testable import Martlet

@Suite struct `Setting up` {
    private static let chosen = [("passphrase", Browser.passphrase), ("again", Browser.passphrase)]

    @Test func `the link lets the owner choose a passphrase, once, and signs them in`() async throws {
        try await TestSite.with { site in
            let (link, key) = Self.link(site)
            let browser = Browser(site)
            #expect(try await browser.get(link).status == 200)
            #expect(try await browser.get(link).status == 200, "looking uses nothing up")
            let answer = try await browser.send("/admin/setup", from: link, [("key", key)] + Self.chosen)

            #expect(answer.status == 303)
            #expect(try await browser.get("/admin").status == 200)
            #expect(try await Browser(site).get(link).status == 410)
            #expect(try await Browser(site).get("/admin/setup").status == 404)
            let other = Browser(site)
            #expect(
                try await other.send("/admin/setup", from: "/admin/sign-in", [("key", key)] + Self.chosen).status == 410
            )
        }
    }

    @Test func `a link is good for an hour, and only as it was made`() async throws {
        let time = Counter()
        try await TestSite.with(now: { TestSite.start + Int64(time.value) * 1801 }) { site in
            let (link, _) = Self.link(site)
            time.increase()
            let inTime = try await Browser(site).get(link)
            #expect(inTime.status == 200)
            #expect(try await Browser(site).get(link + "x").status == 403)
            #expect(try await Browser(site).get("/admin/setup").status == 403)
            let later = link.replacing("key=1", with: "key=2")
            #expect(try await Browser(site).get(later).status == 403)
            time.increase()
            #expect(try await Browser(site).get(link).status == 403)
        }
    }

    @Test func `of two that use a link at once, one wins`() async throws {
        try await TestSite.with { site in
            let (link, key) = Self.link(site)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await Browser(site).send("/admin/setup", from: link, [("key", key)] + Self.chosen).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 303 } == 1)
        }
    }

    @Test(arguments: [
        ("short", "short"), (Browser.passphrase, "another horse battery"), ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa"),
        ("", ""), (String(repeating: "abcdefgh", count: 200), String(repeating: "abcdefgh", count: 200)),
    ])
    func `400 with a reason, and the link stays good, for a passphrase like`(first: String, again: String) async throws
    {
        try await TestSite.with { site in
            let (link, key) = Self.link(site)
            let browser = Browser(site)
            let answer = try await browser.send(
                "/admin/setup", from: link, [("key", key), ("passphrase", first), ("again", again)])

            #expect(answer.status == 400)
            #expect(answer.text.contains("role=\"alert\""))
            #expect(try await browser.send("/admin/setup", from: link, [("key", key)] + Self.chosen).status == 303)
        }
    }

    @Test func `a link to reset makes a new passphrase and ends all sessions`() async throws {
        try await TestSite.with { site in
            let before = try await Browser.signedIn(site)
            let link = site.data.setupLink(generation: 1).replacing("https://site.example", with: "")
            let key = link.split(separator: "=", maxSplits: 1).last.map(String.init) ?? ""
            let browser = Browser(site)
            let answer = try await browser.send(
                "/admin/setup", from: link,
                [("key", key), ("passphrase", "a new one entirely"), ("again", "a new one entirely")])

            #expect(answer.status == 303)
            #expect(try await before.get("/admin").status == 303)
            let fields = [("passphrase", Browser.passphrase)]
            #expect(try await Browser(site).send("/admin/sign-in", from: "/admin/sign-in", fields).status == 401)
        }
    }

    @Test func `the start prints a link while there is no passphrase, and setup prints one beside the server`()
        async throws
    {
        let folder = try TemporaryFolder()
        let environment = TestSite.environment(folder, ["MARTLET_BASE_URL": "http://localhost:8080"])
        try await Program.serving(environment: environment) { port in
            let made = try await Program.run("setup", environment: environment)
            let link = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(link.hasPrefix("http://localhost:8080/admin/setup?key="))
            let path = link.replacing("http://localhost:8080", with: "")
            #expect(try await Wire(port: port).send("GET", path).status == 200)
        }
        let data = try await TestSite.open(folder, settings: ["MARTLET_BASE_URL": "http://localhost:8080"])
        let keeper = PassphraseKeeper(
            database: data.database, clock: data.clock, cost: PassphraseCost(rounds: 16, blockSize: 8, parallelism: 1))
        #expect(try await keeper.set(Browser.passphrase, replacing: 0))
        try data.close()

        let refused = try await Program.run("setup", environment: environment)
        #expect(refused.status == 1)
        #expect(refused.complaint.contains("--reset"))
        #expect(try await Program.run("setup", "--reset", environment: environment).status == 0)
    }

    @Test func `the key is made once, for its owner alone, and a damaged one is named`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/secret.key"
        let proof = try SiteKey(path: path).proof("x", "y")

        let again = try SiteKey(path: path)
        #expect(again.verifies(proof, "x", "y"))
        #expect(!again.verifies(proof, "x", "z"))
        #expect(!again.verifies(proof, "xy", ""))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        #expect(throws: CommandFailure.self) { try SiteKey(path: path) }
    }

    private static func link(_ site: TestSite) -> (path: String, key: String) {
        let link = site.data.setupLink(generation: 0).replacing("https://site.example", with: "")
        return (link, link.split(separator: "=", maxSplits: 1).last.map(String.init) ?? "")
    }
}
