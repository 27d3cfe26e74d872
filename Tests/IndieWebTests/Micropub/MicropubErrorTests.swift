import IndieWeb
import Testing

@Suite struct `Micropub errors` {
    @Test(
        arguments: [
            (
                MicropubError.invalidRequest("Why."), 400, #"{"error":"invalid_request","error_description":"Why."}"#,
                nil
            ),
            (
                .unauthorized, 401, #"{"error":"unauthorized","error_description":"No access token was sent."}"#,
                "Bearer"
            ),
            (
                .invalidToken, 401,
                #"{"error":"invalid_token","error_description":"The access token is unknown, expired or revoked."}"#,
                #"Bearer error="invalid_token""#
            ),
            (.forbidden("No."), 403, #"{"error":"forbidden","error_description":"No."}"#, nil),
            (
                .insufficientScope("create"), 403,
                #"{"error":"insufficient_scope","error_description":"The access token lacks the scope “create”.","scope":"create"}"#,
                #"Bearer error="insufficient_scope", scope="create""#
            ),
            (.requestTooLarge("Big."), 413, #"{"error":"invalid_request","error_description":"Big."}"#, nil),
            (.unsupportedMediaType("Odd."), 415, #"{"error":"invalid_request","error_description":"Odd."}"#, nil),
        ] as [(MicropubError, Int, String, String?)])
    func `Status, body and challenge`(error: MicropubError, status: Int, body: String, challenge: String?) {
        #expect(error.status == status)
        #expect(error.json.serialized() == body)
        #expect(error.challenge == challenge)
    }

    @Test func `413 for a body that is too long, 400 for one that is wrong`() {
        #expect(MicropubError(FormError.tooLong(limit: 5)).status == 413)
        #expect(MicropubError(FormError.emptyName).status == 400)
        #expect(MicropubError(JSONError(.tooLong(limit: 5), at: 5)).status == 413)
        #expect(
            MicropubError(JSONError(.trailingBytes, at: 5)).description == "The JSON goes on after its end, at byte 5.")
    }
}

@Suite struct `Micropub actions` {
    @Test(arguments: [
        ("{}", MicropubAction.create), (#"{"type":["h-entry"],"properties":{"action":["delete"]}}"#, .create),
        (#"{"action":"create"}"#, .create), (#"{"action":"update","url":"u"}"#, .update),
        (#"{"action":"delete"}"#, .delete),
        (#"{"action":"undelete"}"#, .undelete),
    ])
    func `The action of a JSON body`(body: String, action: MicropubAction) throws {
        #expect(try MicropubAction(json: try JSONValue.parse(body)) == action)
    }

    @Test(arguments: [
        "[]", "null", #"{"action":"destroy"}"#, #"{"action":["delete"]}"#, #"{"action":null}"#, #"{"action":""}"#,
        #"{"action":"DELETE"}"#,
    ])
    func `400 for JSON that is no object or asks for something else`(body: String) throws {
        let error = #expect(throws: MicropubError.self) { try MicropubAction(json: try JSONValue.parse(body)) }
        #expect(error?.status == 400)
    }

    @Test(arguments: [
        ([], MicropubAction.create), (["create"], .create), (["delete"], .delete), (["undelete"], .undelete),
    ])
    func `The action of a form`(values: [String], action: MicropubAction) throws {
        #expect(try MicropubAction(fields: values.map { FormField(name: "action", value: $0) }) == action)
    }

    @Test(arguments: [["update"], ["destroy"], [""], ["delete", "delete"], ["create", "delete"]])
    func `400 for a form that asks for an update, something else, or twice`(values: [String]) {
        let fields = values.map { FormField(name: "action", value: $0) }
        #expect(throws: MicropubError.self) { try MicropubAction(fields: fields) }
    }
}
