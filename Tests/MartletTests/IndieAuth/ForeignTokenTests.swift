import Fetch
import HTTPTypes
import IndieWeb
import Testing

@testable import Martlet

/// Tokens of the owner's own authorization server at another site, `http://ada.example/`.
@Suite struct `Tokens of another site's server` {
    @Sendable private static func page(_ question: ForeignSite.Question) -> ForeignSite.Answer {
        .page("<link rel=authorization_endpoint href=/auth><link rel=token_endpoint href=/token>")
    }

    @Test(arguments: [
        ForeignSite.Answer.json(
            #"{"me": "http://ada.example/", "scope": "create media", "client_id": "https://app.example/"}"#),
        .json(#"{"me": "HTTP://ADA.example", "scope": ["create"]}"#),
        .form("me=http%3A%2F%2Fada.example%2F&scope=create+update&client_id=https%3A%2F%2Fapp.example%2F"),
        .form("me=http%3A%2F%2Fada.example%2F&scope=create", type: "text/html; charset=utf-8"),
    ])
    func `201 for a token that the server calls the owner's, in every form of answer`(
        answer: ForeignSite.Answer
    ) async throws {
        try await Self.with({ $0.path == "/token" ? answer : Self.page($0) }) { site, foreign in
            #expect(try await site.postForm("content=x", token: "foreign-token").status == 201)
            let question = try #require(foreign.questions.last)
            #expect(question.method == "GET")
            #expect(question.headers[.authorization] == "Bearer foreign-token")
            #expect(question.headers[.accept] == "application/json")
        }
    }

    @Test(arguments: [
        (ForeignSite.Answer.json(#"{"me": "http://eve.example/", "scope": "create"}"#), "me_mismatch"),
        (.json(#"{"me": "http://ada.example/other", "scope": "create"}"#), "me_mismatch"),
        (.json(#"{"me": "https://ada.example/", "scope": "create"}"#), "me_mismatch"),
        (.json(#"{"error": "unauthorized"}"#), "verification_failed"),
        (
            .form("error=unauthorized&error_description=no&me=http%3A%2F%2Fada.example%2F&scope=create"),
            "verification_failed"
        ),
        (.json(#"{"me": "http://ada.example/", "scope": "create"}"#, status: 404), "verification_failed"),
        (.json(#"{"scope": "create"}"#), "verification_failed"), (.page("<p>Welcome!</p>"), "verification_failed"),
        (.json(#"{"me": "http://ada.example/"}"#), "no_scope"),
    ])
    func `401 invalid_token, with the reason in the owner's log, for an answer like`(
        answer: ForeignSite.Answer, reason: String
    ) async throws {
        try await Self.with({ $0.path == "/token" ? answer : Self.page($0) }) { site, _ in
            let refused = try await site.postForm("content=x", token: "foreign-token")
            #expect(refused.status == 401)
            #expect(refused.errorCode == "invalid_token")
            #expect(try await site.count("entry") == 0)
            try await site.log { $0.reason == reason }
        }
    }

    @Test func `403 for a scope that the token doesn't have`() async throws {
        let answer = ForeignSite.Answer.json(#"{"me": "http://ada.example/", "scope": "media"}"#)
        try await Self.with({ $0.path == "/token" ? answer : Self.page($0) }) { site, _ in
            let refused = try await site.postForm("content=x", token: "foreign-token")
            #expect(refused.status == 403)
            #expect(refused.errorCode == "insufficient_scope")
        }
    }

    @Test func `an answer is remembered for two minutes, a refusal for half of one`() async throws {
        let time = Counter()
        let good = ForeignSite.Answer.json(#"{"me": "http://ada.example/", "scope": "create"}"#)
        try await ForeignSite.with({ question in
            guard question.path == "/token" else { return Self.page(question) }
            return question.headers[.authorization] == "Bearer good" ? good : .json("{}", status: 401)
        }) { foreign in
            let now: @Sendable () -> Int64 = { TestSite.start + Int64(time.value) * 60 }
            try await TestSite.with(settings: Self.settings, now: now, fetcher: foreign.fetcher) { site in
                func ask(_ token: String) async throws -> Int {
                    try await site.send(
                        "GET", "/micropub?q=config", headers: [("Authorization", "Bearer " + token)]
                    ).status
                }
                let first = [try await ask("good"), try await ask("good"), try await ask("bad"), try await ask("bad")]
                #expect(first == [200, 200, 401, 401])
                #expect(foreign.count("/token") == 2)
                #expect(foreign.count("/") == 1)
                time.increase()
                let later = [try await ask("good"), try await ask("bad")]
                #expect(later == [200, 401])
                #expect(foreign.count("/token") == 3)
                time.increase()
                let last = try await ask("good")
                #expect(last == 200)
                #expect(foreign.count("/token") == 4)
            }
        }
    }

    @Test func `what is remembered ends at its time, and when the clock is set back`() {
        let memory = ShortMemory<String, Int>(most: 2)
        memory.keep(1, for: "a", from: 100, seconds: 10)
        #expect(memory.value("a", at: 100) == 1)
        #expect(memory.value("a", at: 109) == 1)
        #expect(memory.value("a", at: 110) == nil)
        #expect(memory.value("a", at: 99) == nil)
        memory.keep(2, for: "b", from: 100, seconds: 20)
        memory.keep(3, for: "c", from: 100, seconds: 30)
        #expect(memory.value("a", at: 105) == nil, "what would end first makes room")
        #expect(memory.value("b", at: 105) == 2)
    }

    @Test func `introspection where there is a credential for it`() async throws {
        let metadata = """
            {"issuer": "http://ada.example/", "authorization_endpoint": "http://ada.example/auth",
             "token_endpoint": "http://ada.example/token", "introspection_endpoint": "http://ada.example/introspect"}
            """
        let settings = Self.settings.merging([
            "MARTLET_INTROSPECTION_TOKEN": "a-credential", "MARTLET_ALLOW_PRIVATE_NETWORK": "1",
        ]) { $1 }
        try await ForeignSite.with({ question in
            switch question.path {
            case "/meta": .json(metadata)
            case "/introspect":
                question["token"] == "good"
                    ? .json(
                        #"{"active": true, "me": "http://ada.example/", "scope": "create", "exp": \#(TestSite.start + 50)}"#
                    )
                    : .json(#"{"active": false}"#)
            default: .page("<link rel=indieauth-metadata href=/meta>")
            }
        }) { foreign in
            try await TestSite.with(settings: settings, fetcher: foreign.fetcher) { site in
                #expect(try await site.postForm("content=x", token: "good").status == 201)
                #expect(try await site.postForm("content=x", token: "bad").status == 401)
                let question = try #require(foreign.questions.first { $0.path == "/introspect" })
                #expect(question.method == "POST")
                #expect(question.headers[.authorization] == "Bearer a-credential")
                try await site.log { $0.reason == "introspection_failed" }
            }
        }
    }

    @Test func `503 while the server can't be asked, and nothing is remembered of that`() async throws {
        let time = Counter()
        try await Self.with({ question in
            guard question.path == "/token" else { return Self.page(question) }
            time.increase()
            return time.value == 1
                ? .json("{}", status: 502) : .json(#"{"me": "http://ada.example/", "scope": "create"}"#)
        }) { site, _ in
            let refused = try await site.postForm("content=x", token: "t")
            #expect(refused.status == 503)
            #expect(refused["retry-after"] == "30")
            #expect(try await site.postForm("content=x", token: "t").status == 201)
        }
    }

    @Test func `tokens made by hand work beside those of the other site`() async throws {
        try await Self.with(Self.page) { site, foreign in
            let token = try await site.token()
            #expect(try await site.postForm("content=x", token: token).status == 201)
            #expect(foreign.questions.isEmpty)
        }
    }

    private static let settings = ["MARTLET_ME": "http://ada.example/"]

    private static func with(
        _ answer: @escaping @Sendable (ForeignSite.Question) -> ForeignSite.Answer,
        _ body: @escaping @Sendable (TestSite, ForeignSite) async throws -> Void
    ) async throws {
        try await ForeignSite.with(answer) { foreign in
            try await TestSite.with(settings: settings, fetcher: foreign.fetcher) { try await body($0, foreign) }
        }
    }
}

extension TestSite {
    /// Expects a line in the log of clients. The log is written before it is read, so nothing is waited for.
    func log(_ isExpected: @escaping @Sendable (ClientRequest) -> Bool) async throws {
        let requests = try await data.clientLog.all()
        #expect(requests.contains(where: isExpected), "\(requests)")
    }
}
