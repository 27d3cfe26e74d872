import Foundation
import IndieWeb
import Testing

@testable import Martlet

@Suite struct `Micropub refusals` {
    @Test func `401 unauthorized without a token, in every form`() async throws {
        try await TestSite.with { site in
            let answers = [
                try await site.postForm("content=x", token: nil),
                try await site.postJSON(#"{"properties":{"content":["x"]}}"#, token: nil),
                try await site.postMultipart([.field("content", "x"), .file("photo", Pictures.png)], token: nil),
                try await site.postMultipart([.file("file", Pictures.png)], to: "/media", token: nil),
                try await site.send("GET", "/micropub?q=config"),
            ]

            for answer in answers {
                #expect(answer.status == 401)
                #expect(answer.errorCode == "unauthorized")
                // RFC 6750 §3.1: no error code for a request without credentials.
                #expect(answer["www-authenticate"] == "Bearer")
            }
            try await site.expectNothingStored()
        }
    }

    @Test func `401 invalid_token for an unknown or revoked one`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let issuer = TokenIssuer(database: site.data.database, clock: site.data.clock)
            #expect(try await issuer.revoke(1))

            for secret in [token, "nonsense"] {
                let answer = try await site.postForm("content=x", token: secret)
                #expect(answer.status == 401)
                #expect(answer.errorCode == "invalid_token")
                #expect(answer["www-authenticate"]?.contains("invalid_token") == true)
            }
            try await site.expectNothingStored()
        }
    }

    @Test func `403 insufficient_scope names the scope, and near words don't count`() async throws {
        try await TestSite.with { site in
            for scope in ["media", "creates recreate", "update delete"] {
                let answer = try await site.postForm("content=x", token: site.token(scope))
                #expect(answer.status == 403)
                #expect(answer.errorCode == "insufficient_scope")
                #expect(answer.text.contains(#""scope":"create""#))
            }
            let upload = try await site.postMultipart(
                [.file("file", Pictures.png)], to: "/media", token: site.token("update"))
            #expect(upload.status == 403)
            #expect(upload.text.contains(#""scope":"media""#))
            try await site.expectNothingStored()
        }
    }

    @Test func `a token in the body is as good, before or behind the file`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()

            let form = try await site.postForm("content=x&access_token=" + token, token: nil)
            let before = try await site.postMultipart(
                [.field("access_token", token), .file("photo", Pictures.png)], token: nil)
            let behind = try await site.postMultipart(
                [.file("file", Pictures.png), .field("access_token", token)], to: "/media", token: nil)

            #expect([form, before, behind].map(\.status) == [201, 201, 201])
            #expect(try await !site.item(at: form.location).json.serialized().contains("access_token"))
        }
    }

    @Test func `400 for a token in header and body at once`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()

            let form = try await site.postForm("content=x&access_token=" + token, token: token)
            let multipart = try await site.postMultipart(
                [.field("access_token", token), .file("photo", Pictures.png)], token: token)

            for answer in [form, multipart] {
                #expect(answer.status == 400)
                #expect(answer.errorCode == "invalid_request")
            }
            try await site.expectNothingStored()
        }
    }

    @Test(arguments: [
        ("application/json", "{"), ("application/json", "[]"), ("application/json", #"{"properties":[]}"#),
        ("application/json", #"{"type":["h-entry"],"properties":{}}"#), ("application/json", #"{"a":1,"a":2}"#),
        ("application/json", "{\"properties\":{\"content\":[\"\u{1}\"]}}"),
        ("application/json", String(repeating: "[", count: 5000)),
        ("application/x-www-form-urlencoded", "h=entry"), ("application/x-www-form-urlencoded", "content=%FF"),
        ("application/x-www-form-urlencoded", "content=a%00b"), ("application/x-www-form-urlencoded", "content[=x"),
        ("application/x-www-form-urlencoded", "action=explode&content=x"),
        ("application/x-www-form-urlencoded", String(repeating: "a=1&", count: 2000)),
        ("multipart/form-data; boundary=x", "--x\r\n"), ("multipart/form-data", "--x--\r\n"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--"),
    ])
    func `400 invalid_request for a body that can't be read`(type: String, body: String) async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let answer = try await site.send(
                "POST", "/micropub", headers: [("Content-Type", type), ("Authorization", "Bearer " + token)],
                body: Array(body.utf8))

            #expect(answer.status == 400)
            #expect(answer.errorCode == "invalid_request")
            #expect(answer.errorDescription?.isEmpty == false)
            try await site.expectNothingStored()
        }
    }

    @Test(arguments: ["yesterday", "2026-02-30T00:00:00Z", "99999-01-01", "-1"])
    func `400 for a date that is none, instead of another one`(date: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postForm("content=x&published=" + date, token: site.token())

            #expect(answer.status == 400)
            #expect(answer.errorDescription?.contains("published") == true)
            try await site.expectNothingStored()
        }
    }

    @Test func `400 for JSON that is not UTF-8`() async throws {
        try await TestSite.with { site in
            let body = Array(#"{"properties":{"content":[""#.utf8) + [0xFF, 0xFE] + Array(#""]}}"#.utf8)
            let token = try await site.token()
            let answer = try await site.send(
                "POST", "/micropub",
                headers: [("Content-Type", "application/json"), ("Authorization", "Bearer " + token)],
                body: body)

            #expect(answer.status == 400)
            try await site.expectNothingStored()
        }
    }

    @Test func `415 for a type that no one knows`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            for type in ["text/plain", "application/xml", "nonsense"] {
                let answer = try await site.send(
                    "POST", "/micropub", headers: [("Content-Type", type), ("Authorization", "Bearer " + token)],
                    body: [120])
                #expect(answer.status == 415)
                #expect(answer.errorCode == "invalid_request")
            }
        }
    }

    @Test func `413 for a body, a field, a file or files past their limits`() async throws {
        try await TestSite.with(settings: ["MARTLET_MAX_UPLOAD_BYTES": "20000"]) { site in
            let token = try await site.token()
            let long = String(repeating: "x", count: 1_100_000)
            let answers = [
                try await site.postForm("content=" + long, token: token),
                try await site.postJSON(#"{"properties":{"content":["\#(long)"]}}"#, token: token),
                try await site.postMultipart([.field("content", long)], token: token),
                try await site.postMultipart([.file("photo", Pictures.jpeg)], token: token),
                try await site.postMultipart([.file("file", Pictures.jpeg)], to: "/media", token: token),
            ]

            for answer in answers {
                #expect(answer.status == 413)
                #expect(answer.errorCode == "invalid_request")
            }
            try await site.expectNothingStored()
        }
    }

    @Test func `413 for more files than a request may have`() async throws {
        try await TestSite.with(settings: ["MARTLET_MAX_FILES": "3"]) { site in
            let parts = (0...3).map { _ in Multipart.Part.file("photo[]", Pictures.png) }
            let answer = try await site.postMultipart(parts, token: site.token())

            #expect(answer.status == 413)
            try await site.expectNothingStored()
        }
    }

    @Test func `a good picture goes when the next one is refused`() async throws {
        try await TestSite.with { site in
            let cut = Array(Pictures.jpeg.prefix(Pictures.jpeg.count / 2))
            let answer = try await site.postMultipart(
                [.field("content", "x"), .file("photo[]", Pictures.jpeg), .file("photo[]", cut)], token: site.token())

            #expect(answer.status == 400)
            try await site.expectNothingStored()
        }
    }

    @Test(arguments: ["x", "photo[0][alt]"])
    func `400 for a file under a name that takes none`(name: String) async throws {
        try await TestSite.with { site in
            let answer = try await site.postMultipart([.file(name, Pictures.png)], token: site.token())

            #expect(answer.status == 400)
            try await site.expectNothingStored()
        }
    }

    @Test func `400 at the media endpoint for another part, or two`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let bodies: [[Multipart.Part]] = [
                [.file("photo", Pictures.png)], [.file("file", Pictures.png), .file("file", Pictures.png)],
                [.field("file", "text")],
            ]
            for parts in bodies {
                let answer = try await site.postMultipart(parts, to: "/media", token: token)
                #expect(answer.status == 400)
                #expect(answer.errorDescription?.contains("file") == true)
            }
            try await site.expectNothingStored()
        }
    }
}

extension TestSite {
    /// Neither entry nor picture, and no file anywhere.
    func expectNothingStored(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        #expect(try await count("entry") == 0, sourceLocation: sourceLocation)
        #expect(try await count("media") == 0, sourceLocation: sourceLocation)
        #expect(try mediaFiles() == [], sourceLocation: sourceLocation)
        let uploads = try FileManager.default.contentsOfDirectory(atPath: data.folder.uploads)
        #expect(uploads == [], sourceLocation: sourceLocation)
    }
}
