/// Which posts a client wants to see: `q=source` without `url`.
///
/// Conditions hold together; a list of types or categories asks for posts with any of them.
///
/// - SeeAlso: <https://github.com/indieweb/micropub-extensions/issues/4>
package struct MicropubListQuery: Hashable, Sendable {
    /// How many posts one answer may hold.
    package static let limits = 1...100

    /// How many it holds when the client doesn't say.
    package static let usualLimit = 20

    /// Most posts in the answer; within ``limits``.
    package var limit = usualLimit

    /// How many posts to pass over; from 0.
    package var offset = 0

    /// A place in the list from an earlier answer: what stands before it, newer posts.
    package var before: String?

    /// A place in the list from an earlier answer: what stands after it, older posts.
    package var after: String?

    /// Kinds of posts, one of which a post has to be.
    package var postTypes: [PostType] = []

    /// The `uid` of the channel whose posts are wanted, as Micro.blog's clients ask for pages.
    package var channel: String?

    /// As sent: servers know more states than ``PostStatus`` has, such as deleted.
    package var postStatus: String?

    /// Who may see the posts.
    package var visibility: Visibility?
    /// Categories, one of which a post has to have.
    package var categories: [String] = []

    /// A text to look for.
    package var filter: String?

    /// Properties that a post has to have.
    package var exists: [String] = []

    /// Properties that a post must not have.
    package var notExists: [String] = []

    /// The properties wanted of each post; none means all.
    package var properties: [String] = []

    /// Asks for all posts.
    package init() {}

    /// - Throws: ``MicropubError/invalidRequest(_:)``; see ``MicropubQuery/parse(_:endpoint:)``.
    init(_ fields: MicropubQueryFields) throws(MicropubError) {
        limit = try fields.limit() ?? Self.usualLimit
        offset = try fields.number("offset") ?? 0
        before = try fields.text("before")
        after = try fields.text("after")
        for type in fields.names("post-type") {
            postTypes.append(try PostType.named(type, as: "post-type"))
        }
        channel = try fields.text("mp-channel")
        postStatus = try fields.text("post-status")
        if let word = try fields.text("visibility") { visibility = try Visibility.named(word, as: "visibility") }
        categories = fields.names("category")
        filter = try fields.text("filter")
        exists = fields.names("exists")
        notExists = fields.names("not-exists")
        properties = fields.names("properties")
    }
}
