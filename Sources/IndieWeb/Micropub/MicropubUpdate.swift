/// A request to change a post. It exists in JSON only.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#update>
package struct MicropubUpdate: Hashable, Sendable {
    /// The permalink of the post, as sent.
    package let url: String

    /// How to publish the change; see ``MicropubCommands``.
    package let commands: MicropubCommands

    private let changes: MicropubChanges

    /// Reads an update request.
    ///
    /// Shape: `{"action": "update", "url": "https://…", "replace": {"content": ["Hi"]}, "add": {"category": ["a"]},
    /// "delete": ["name"]}`, or with `"delete": {"category": ["b"]}`. Commands stand beside these, as Micropublish sends
    /// them, or inside `replace` and `add`. Any other member is ignored.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for a body of another shape, a property whose values are no list,
    ///   a name that clients cannot change, an update past the limits, or one that asks for nothing.
    package init(json: JSONValue, limits: MicropubLimits = MicropubLimits()) throws(MicropubError) {
        url = try MicropubTarget.url(json: json)
        let reader = try MicropubUpdateReader(json.object ?? JSONObject(), limits: limits)
        commands = reader.commands
        changes = reader.changes
    }

    /// Returns the item after this update: first what replaces, then what is added, then what is deleted.
    ///
    /// Everything else stays as it is and where it is: other properties, their order, and what the item holds beside
    /// them. Replacing with nothing removes a property, and so does deleting its last value. Values to delete are
    /// compared as JSON, objects whatever the order of their members; a photo, video or sound goes by its address too, and by
    /// the one that it was sent with.
    ///
    /// - Parameter sources: where files were before they were fetched, by their present addresses.
    /// - Throws: ``MicropubError/invalidRequest(_:)`` when the item would have no property left, or more than the limits
    ///   allow.
    package func applied(
        to item: Mf2Item, fetchedFrom sources: [String: String] = [:]
    ) throws(MicropubError) -> Mf2Item {
        try changes.applied(to: item, fetchedFrom: sources)
    }
}
