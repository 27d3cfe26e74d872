import IndieWeb
import Testing

@Suite struct `Status and visibility of a post` {
    private func item(_ name: String, _ value: String) throws -> Mf2Item {
        let json = try JSONValue.parse(#"{"type":["h-entry"],"properties":{"\#(name)":\#(value)}}"#)
        return try #require(Mf2Item(json))
    }

    @Test func `Published and public when the post does not say`() throws {
        for value in ["[]", "null", #"[""]"#, "[null]"] {
            #expect(try item("post-status", value).postStatus == .published)
            #expect(try item("visibility", value).visibility == .public)
        }
        #expect(try item("content", #"["x"]"#).postStatus == .published)
        #expect(try item("content", #"["x"]"#).visibility == .public)
    }

    @Test(arguments: PostStatus.allCases)
    func `The status that the post has`(status: PostStatus) throws {
        #expect(try item("post-status", #"["\#(status.rawValue)"]"#).postStatus == status)
        #expect(try item("post-status", #""\#(status.rawValue)""#).postStatus == status)
    }

    @Test(arguments: Visibility.allCases)
    func `The visibility that the post has`(visibility: Visibility) throws {
        #expect(try item("visibility", #"["\#(visibility.rawValue)"]"#).visibility == visibility)
    }

    @Test(arguments: [#"["Draft"]"#, #"["scheduled"]"#, "[5]", "[{}]", #"["draft","draft"]"#, #"[["draft"]]"#])
    func `400 that names the property for an unknown status`(value: String) throws {
        let item = try item("post-status", value)
        let error = #expect(throws: MicropubError.self) { try item.postStatus }
        #expect(error?.status == 400)
        #expect(error?.description.contains("“post-status” has") == true)
    }

    @Test(arguments: [#"["hidden"]"#, #"[true]"#, #"["public","private"]"#])
    func `400 that names the property for an unknown visibility`(value: String) throws {
        let item = try item("visibility", value)
        let error = #expect(throws: MicropubError.self) { try item.visibility }
        #expect(error?.description.contains("“visibility” has") == true)
    }

    @Test func `The words that are known in the refusal`() throws {
        let item = try item("visibility", #"["hidden"]"#)
        let error = #expect(throws: MicropubError.self) { try item.visibility }
        #expect(error?.description == "“visibility” has to be one of: public, unlisted, private.")
    }
}
