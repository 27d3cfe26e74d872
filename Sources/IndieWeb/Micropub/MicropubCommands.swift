/// The `mp-` commands of a request: how to publish, not what. They never become properties of the post.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#reserved-properties>
package struct MicropubCommands: Hashable, Sendable {
    /// Values by full name, each a list, in the order sent.
    package private(set) var object = JSONObject()

    package init() {}

    /// The values of a command, by its full name such as `mp-channel`.
    package subscript(name: String) -> [JSONValue] { object[name]?.values ?? [] }

    /// The texts among the values of a command.
    package func strings(_ name: String) -> [String] { self[name].compactMap(\.string) }

    /// The wish for the last part of the permalink, as sent.
    package var slug: String? { strings("mp-slug").first { !$0.isEmpty } }

    /// The `uid` of each place to syndicate to.
    package var syndicateTo: [String] { strings("mp-syndicate-to").filter { !$0.isEmpty } }

    /// The `uid` of the channel to file the post under.
    package var channel: String? { strings("mp-channel").first { !$0.isEmpty } }

    /// Whether the post is to be in no channel any more: the command is there and names none.
    package var leavesChannel: Bool { object["mp-channel"] != nil && channel == nil }

    /// Texts for the photos by position; empty where a photo has none.
    var photoAlts: [String] { self["mp-photo-alt"].map { $0.string ?? "" } }

    mutating func append(_ values: [JSONValue], to name: String) {
        object[name] = .array(self[name] + values)
    }
}
