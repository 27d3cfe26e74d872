import IndieWeb
import Testing

@Suite struct `Micropub delete and undelete` {
    private func fields(_ body: String) throws -> [FormField] {
        try FormURLEncoded.parse(query: body)
    }

    @Test(arguments: [
        #"{"action":"delete","url":"https://e.example/notes/1"}"#, #"{"url":["https://e.example/notes/1"]}"#,
        #"{"url":"https:\/\/e.example\/notes\/1","x":{}}"#,
    ])
    func `The address from JSON`(body: String) throws {
        #expect(try MicropubTarget.url(json: try JSONValue.parse(body)) == "https://e.example/notes/1")
    }

    @Test(arguments: [
        "action=delete&url=https://e.example/notes/1", "url%5B%5D=https%3A%2F%2Fe.example%2Fnotes%2F1",
        "access_token=t&action=undelete&url=https://e.example/notes/1&x=y",
    ])
    func `The address from a form`(body: String) throws {
        #expect(try MicropubTarget.url(fields: try fields(body)) == "https://e.example/notes/1")
    }

    @Test func `The address as sent, in upper case and with a query`() throws {
        #expect(try MicropubTarget.url(fields: try fields("url=HTTPS://E.Example/%3Fa=b")) == "HTTPS://E.Example/?a=b")
    }

    @Test(arguments: [
        ("{}", "missing"), (#"{"url":null}"#, "missing"), (#"{"url":[]}"#, "missing"), (#"{"url":""}"#, "missing"),
        (#"{"url":5}"#, "not a string"), (#"{"url":{"value":"https://e.example/"}}"#, "not a string"),
        (#"{"url":["https://e.example/",5]}"#, "not a string"), (#"{"url":"notes/1"}"#, "not an absolute"),
        (#"{"url":["https://e.example/","https://e.example/"]}"#, "more than once"),
        (#"{"url":"https://e.example/\u0000"}"#, "not an absolute"),
        (#"{"url":"ftp://e.example/"}"#, "not an absolute"),
    ])
    func `400 that names it for JSON without one address`(body: String, problem: String) throws {
        let error = #expect(throws: MicropubError.self) { try MicropubTarget.url(json: try JSONValue.parse(body)) }
        #expect(error?.status == 400)
        #expect(error?.description.hasPrefix("“url” is") == true)
        #expect(error?.description.contains(problem) == true)
    }

    @Test(arguments: [
        ("", "missing"), ("action=delete", "missing"), ("url=", "missing"), ("url=/notes/1", "not an absolute"),
        ("url=https://e.example/&url=https://e.example/", "more than once"),
        ("url=https://e.example/&url[]=https://e.example/2", "more than once"),
        ("url[x]=https://e.example/", "missing"),
    ])
    func `400 that names it for a form without one address`(body: String, problem: String) throws {
        let error = #expect(throws: MicropubError.self) { try MicropubTarget.url(fields: try fields(body)) }
        #expect(error?.status == 400)
        #expect(error?.description.contains("“url” is") == true)
        #expect(error?.description.contains(problem) == true)
    }

    @Test(arguments: ["[]", "null", #""https://e.example/""#])
    func `400 for a body that is no object`(body: String) throws {
        #expect(throws: MicropubError.self) { try MicropubTarget.url(json: try JSONValue.parse(body)) }
    }
}
