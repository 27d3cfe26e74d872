/// What `q=config` and `q=post-types` say of the kinds of posts that a client can make here.
///
/// - SeeAlso: <https://github.com/indieweb/micropub-extensions/issues/1>
package enum PostTypeVocabulary {
    /// Every kind that properties make: `[{"type": "note", "name": "Note", "properties": […], "required-properties": […]}, …]`.
    package static let config = JSONValue.array(PostType.discovered.map(json))

    private static func json(_ type: PostType) -> JSONValue {
        let (name, required, more) = description(of: type)
        var object: JSONObject = ["type": .string(type.rawValue), "name": .string(name)]
        object["properties"] = .array((required + more + common).map(JSONValue.string))
        object["required-properties"] = .array(required.map(JSONValue.string))
        return .object(object)
    }

    /// What any post may have.
    private static let common = [
        "category", "published", "post-status", "visibility", "syndication", "mp-slug", "mp-channel", "mp-syndicate-to",
    ]

    private static func description(of type: PostType) -> (name: String, required: [String], more: [String]) {
        switch type {
        case .note: ("Note", ["content"], [])
        case .article: ("Article", ["name", "content"], ["summary", "featured"])
        case .photo: ("Photo", ["photo"], ["mp-photo-alt", "content", "name", "location"])
        case .video: ("Video", ["video"], ["content", "name"])
        case .audio: ("Audio", ["audio"], ["content", "name"])
        case .reply: ("Reply", ["in-reply-to"], ["content", "photo", "mp-photo-alt"])
        case .like: ("Like", ["like-of"], ["content"])
        case .repost: ("Repost", ["repost-of"], ["content"])
        case .bookmark: ("Bookmark", ["bookmark-of"], ["name", "content"])
        case .rsvp: ("RSVP", ["in-reply-to", "rsvp"], ["content"])
        case .event: ("Event", ["name", "start"], ["end", "location", "summary", "content", "photo", "mp-photo-alt"])
        case .checkin: ("Check-in", ["checkin"], ["content", "location", "photo", "mp-photo-alt"])
        case .read: ("Read", ["read-of"], ["read-status", "summary", "content"])
        case .watch: ("Watch", ["watch-of"], ["summary", "content"])
        case .listen: ("Listen", ["listen-of"], ["summary", "content"])
        case .page: ("Page", ["name", "content"], [])
        }
    }
}
