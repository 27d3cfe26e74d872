import IndieWeb
import Testing

@testable import Martlet

/// Bodies that no client should send, made from a fixed seed: each is answered by the protocol, and none leaves a half post.
@Suite struct `Hostile Micropub requests` {
    /// The same numbers each time.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static let whole = """
        {"type":["h-entry"],"properties":{"content":[{"html":"<p>Hi</p>"}],"category":["a","b"],"photo":[{"value":\
        "https://a.example/p.jpg","alt":"x"}],"published":["2026-11-20T08:00:00Z"],"mp-slug":["s"],"post-status":["draft"]}}
        """

    private static let pieces = [
        "null", "true", "0", "-1e999", "\"\"", "\"x\"", "[]", "{}", "[[[[]]]]", "{\"a\":{\"a\":{}}}", "\"\\ud800\"",
        "\"\\u0000\"", "[null,null]", "{\"html\":5}", "{\"value\":[]}", "\"javascript:alert(1)\"",
        "{\"type\":\"h-card\"}",
    ]

    private static let names = [
        "type", "properties", "action", "url", "replace", "add", "delete", "content", "photo", "category", "published",
        "mp-slug", "mp-channel", "post-status", "visibility", "in-reply-to", "checkin", "uid", "author", "access_token",
    ]

    @Test(arguments: 0..<8)
    func `no 500, no crash and no half post for JSON of any shape`(seed: UInt64) async throws {
        try await TestSite.with { site in
            let token = try await site.token("create update delete undelete")
            let url = try #require(try await site.postForm("content=Here+first", token: token).location)
            var random = Seeded(state: seed &* 7919 &+ 1)
            var created = 1
            for _ in 0..<60 {
                let answer = try await site.postJSON(Self.body(url, &random), token: token)
                #expect([201, 204, 400, 409, 413].contains(answer.status), "\(answer.status) \(answer.text)")
                if answer.status == 201, answer.location?.hasPrefix("https://site.example/") == true { created += 1 }
                if answer.status >= 400 { #expect(answer.errorDescription?.isEmpty == false) }
            }
            #expect(try await site.count("entry") <= created)
            #expect(try await site.send("GET", "/").status == 200)
            #expect(try await site.send("GET", "/feed.atom").status == 200)
            #expect(try await site.get("/micropub?q=source&limit=100", token: token).status == 200)
        }
    }

    @Test(arguments: 0..<4)
    func `no 500 and no crash for bytes that were cut, doubled or turned`(seed: UInt64) async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            var random = Seeded(state: seed &* 104_729 &+ 3)
            for _ in 0..<60 {
                var bytes = Array(Self.whole.utf8)
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                    case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
                    case 2: bytes.insert(contentsOf: bytes[..<min(place, 40)], at: place)
                    default: bytes = Array(bytes[..<max(place, 1)])
                    }
                    if bytes.isEmpty { bytes = [0] }
                }
                for type in [
                    "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a",
                ] {
                    let answer = try await site.send(
                        "POST", "/micropub", headers: [("Authorization", "Bearer " + token), ("Content-Type", type)],
                        body: bytes)
                    #expect([201, 400, 413].contains(answer.status), "\(answer.status) \(answer.text)")
                }
            }
        }
    }

    private static func body(_ url: String, _ random: inout Seeded) -> String {
        func value(_ depth: Int, _ random: inout Seeded) -> String {
            switch Int.random(in: 0..<(depth > 3 ? 2 : 5), using: &random) {
            case 0, 1: return pieces.randomElement(using: &random) ?? "null"
            case 2: return "\"\(url)\""
            case 3:
                let count = Int.random(in: 0...3, using: &random)
                return "[" + (0..<count).map { _ in value(depth + 1, &random) }.joined(separator: ",") + "]"
            default:
                let chosen = Set((0..<3).compactMap { _ in names.randomElement(using: &random) }).sorted()
                return "{" + chosen.map { "\"\($0)\":" + value(depth + 1, &random) }.joined(separator: ",") + "}"
            }
        }
        let action = ["create", "update", "delete", "undelete", "dance"].randomElement(using: &random) ?? ""
        let chosen = Set((0..<4).compactMap { _ in names.randomElement(using: &random) }).subtracting(["action"])
            .sorted()
        let members = chosen.map { "\"\($0)\":" + value(0, &random) }
        return "{\"action\":\"\(action)\"" + members.map { "," + $0 }.joined() + "}"
    }
}
