import IndieWeb
import Testing

@Suite struct `Answers of foreign servers` {
    private static func answer(_ body: String, _ type: String?) -> ServerAnswer {
        ServerAnswer(body: Array(body.utf8), contentType: type)
    }

    @Test(
        arguments: [
            (#"{"me":"https://ada.example/"}"#, "application/json"),
            (#"{"me":"https://ada.example/"}"#, "Application/JSON; charset=utf-8"),
            (#"{"me":"https://ada.example/"}"#, "text/html"),
            (#"{"me":"https://ada.example/"}"#, "text/plain; charset=x"),
            (#"{"me":"https://ada.example/"}"#, nil), (#"{"me":"https://ada.example/"}"#, ""),
            (#"{"me":"https://ada.example/"}"#, ";;"),
            ("me=https%3A%2F%2Fada.example%2F", "application/x-www-form-urlencoded"),
            ("me=https://ada.example/&x", "text/html; charset=UTF-8"),
            ("me=https%3A%2F%2Fada.example%2F", nil), ("me=https%3A%2F%2Fada.example%2F", "text/plain"),
        ] as [(String, String?)])
    func `JSON or a form, by type or by trial`(body: String, type: String?) {
        #expect(Self.answer(body, type)["me"] == "https://ada.example/")
    }

    @Test(
        arguments: [
            ("me=a", "application/json"), (#"{"me":"a"}"#, "application/x-www-form-urlencoded"),
            (#"{"me":"a"}"#, "application/xml"),
            ("me=a", "image/png"), ("", "application/json"), ("", nil),
            ("me=a&me=b", "application/x-www-form-urlencoded"),
            ("me=a&me=a", "text/html"), (#"{"me":"a","me":"b"}"#, "application/json"), ("[\"me\"]", "application/json"),
            ("me=%FF", "application/x-www-form-urlencoded"), ("me=a%00", nil), (#"{"me":7}"#, "application/json"),
            ("<html>me=a", "text/html"), (String(repeating: "[", count: 1_000_000), nil),
            ("me=" + String(repeating: "a", count: 1_000_000), nil),
        ] as [(String, String?)])
    func `no fields in anything else`(body: String, type: String?) {
        #expect(Self.answer(body, type)["me"] == nil)
    }

    @Test(arguments: [
        (#"{"scope":"a b  c"}"#, ["a", "b", "c"]), (#"{"scope":["a","b c"]}"#, ["a", "b", "c"]), (#"{"scope":""}"#, []),
        (#"{"scope":null}"#, []), (#"{"scope":7}"#, []), (#"{"scope":["a",7,"b"]}"#, ["a", "b"]), ("{}", []),
        ("scope=a+b", ["a", "b"]),
    ])
    func `scope as text or list`(body: String, scope: [String]) {
        #expect(Self.answer(body, nil).scope == scope)
    }

    @Test(
        arguments: [
            (#"{"error":"invalid_grant","error_description":"Too\nlate\u202e."}"#, "invalid_grant", "Too late."),
            ("error=unauthorized&error_description=No+way", "unauthorized", "No way"),
            (#"{"error":{}}"#, "unknown_error", nil),
            (#"{"error":false}"#, "unknown_error", nil), (#"{"error":""}"#, "unknown_error", nil),
            (#"{"error":null}"#, nil, nil),
            ("{}", nil, nil), (#"{"error_description":"x"}"#, nil, nil),
        ] as [(String, String?, String?)])
    func `any error, on one line`(body: String, code: String?, description: String?) {
        let error = Self.answer(body, nil).error

        #expect(error?.code == code)
        #expect(error?.description == description)
    }

    @Test(arguments: [
        (#"{"n":12}"#, 12), (#"{"n":"12"}"#, 12), (#"{"n":1.5}"#, nil), (#"{"n":"x"}"#, nil), ("n=-3", -3),
    ])
    func `whole numbers in either spelling`(body: String, number: Int64?) {
        #expect(Self.answer(body, nil).int("n") == number)
    }
}

@Suite struct `Who signed in, says a foreign server` {
    private static func read(_ body: String, _ type: String? = "application/json", status: Int = 200) throws
        -> ProfileAnswer
    {
        try ProfileAnswer(ServerAnswer(body: Array(body.utf8), contentType: type), status: status)
    }

    @Test(arguments: [200, 201, 299]) func `me for a good answer`(status: Int) throws {
        #expect(try Self.read(#"{"me":"https://ada.example/"}"#, status: status).me == "https://ada.example/")
    }

    @Test func `a token, and a profile fit to be shown`() throws {
        let answer = try Self.read(
            """
            {"me":"https://ada.example/","access_token":"t","token_type":"Bearer","scope":"create","expires_in":60,
            "refresh_token":"r","profile":{"name":" Ada\\u202e\\n L","photo":"HTTPS://ada.example","url":"x"}}
            """)

        #expect(answer.accessToken == "t")
        #expect(answer.refreshToken == "r")
        #expect(answer.scope == ["create"])
        #expect(answer.expiresIn == 60)
        #expect(answer.name == "Ada L")
        #expect(answer.photo == "https://ada.example/")
    }

    @Test func `an answer as servers before 2018 gave it`() throws {
        let body = "me=https%3A%2F%2Fada.example%2F&scope=create+update&access_token=t"
        let answer = try Self.read(body, "application/x-www-form-urlencoded")

        #expect(answer.me == "https://ada.example/")
        #expect(answer.accessToken == "t")
        #expect(answer.scope == ["create", "update"])
        #expect(answer.name == nil)
    }

    @Test func `a photo that is no web address is left out`() throws {
        let answer = try Self.read(#"{"me":"m","access_token":"","profile":{"photo":"javascript:x","name":7}}"#)

        #expect(answer.photo == nil)
        #expect(answer.name == nil)
        #expect(answer.accessToken == nil)
        #expect(try Self.read(#"{"me":"m","profile":"x"}"#).name == nil)
    }

    @Test(arguments: [
        (#"{"error":"invalid_grant"}"#, 400, "server_error"),
        (#"{"error":"invalid_grant","me":"m"}"#, 200, "server_error"),
        (#"{"me":"m"}"#, 400, "bad_status"), (#"{"me":"m"}"#, 302, "bad_status"), (#"{"me":"m"}"#, 199, "bad_status"),
        (#"{"me":"m"}"#, 500, "bad_status"), ("{}", 200, "no_me"), (#"{"me":""}"#, 200, "no_me"),
        (#"{"me":["m"]}"#, 200, "no_me"),
        (#"{"profile":{"url":"https://ada.example/"}}"#, 200, "no_me"), ("<html>", 200, "no_me"), ("", 200, "no_me"),
    ])
    func `a fault for anything else`(body: String, status: Int, word: String) {
        let fault = #expect(throws: SignInFault.self) { try Self.read(body, status: status) }

        #expect(fault?.word == word)
        #expect(fault?.description.hasSuffix(".") == true)
    }

    @Test func `an error that comes as a form with status 200`() {
        let body = "error=invalid_grant&error_description=x&me=https://ada.example/"
        for type in ["application/x-www-form-urlencoded", "text/html", nil] {
            #expect(#expect(throws: SignInFault.self) { try Self.read(body, type) }?.word == "server_error")
        }
    }
}

@Suite struct `What a foreign server says of a token` {
    private static func answer(_ body: String, _ type: String? = "application/json") -> ServerAnswer {
        ServerAnswer(body: Array(body.utf8), contentType: type)
    }

    @Test(arguments: ["true", "\"true\""]) func `an active token by introspection`(active: String) throws {
        let body = #"{"active":\#(active),"me":"https://ada.example/","client_id":"c","scope":"a b","exp":1732183200}"#
        let token = try VerificationAnswer(introspection: Self.answer(body), status: 200)

        #expect(token.me == "https://ada.example/")
        #expect(token.clientID == "c")
        #expect(token.scope == ["a", "b"])
        #expect(token.expiresAt == 1_732_183_200)
    }

    @Test(arguments: [
        #""active":false,"#, #""active":"false","#, #""active":1,"#, #""active":null,"#, #""active":"TRUE","#, "",
    ])
    func `inactive unless it says that it is active`(member: String) {
        let answer = Self.answer("{\(member)\"me\":\"m\"}")
        let fault = #expect(throws: SignInFault.self) { try VerificationAnswer(introspection: answer, status: 200) }
        #expect(fault?.word == "inactive")
    }

    @Test(arguments: [
        (#"{"me":"https://ada.example/","client_id":"c","scope":"a b"}"#, "application/json"),
        ("me=https%3A%2F%2Fada.example%2F&client_id=c&scope=a+b&issued=x", "application/x-www-form-urlencoded"),
        ("me=https%3A%2F%2Fada.example%2F&client_id=c&scope=a+b", "text/html; charset=utf-8"),
    ])
    func `a good token by the old way, as JSON, form or Known's form`(body: String, type: String) throws {
        let token = try VerificationAnswer(verification: Self.answer(body, type), status: 200)

        #expect(token.me == "https://ada.example/")
        #expect(token.clientID == "c")
        #expect(token.scope == ["a", "b"])
        #expect(token.expiresAt == nil)
    }

    @Test(arguments: [
        (#"{"me":"m"}"#, 400, "bad_status"), (#"{"me":"m"}"#, 404, "bad_status"), (#"{"me":"m"}"#, 401, "bad_status"),
        (#"{"error":"x","me":"m"}"#, 200, "server_error"), (#"{"active":false,"me":"m"}"#, 200, "inactive"),
        (#"{"active":"no","me":"m"}"#, 200, "inactive"), ("{}", 200, "no_me"), ("", 200, "no_me"),
        ("", 404, "bad_status"),
    ])
    func `a fault for a bad token by the old way`(body: String, status: Int, word: String) {
        let answer = Self.answer(body)
        let fault = #expect(throws: SignInFault.self) { try VerificationAnswer(verification: answer, status: status) }
        #expect(fault?.word == word)
    }
}
