/// What `q=source` answers about a post.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#source-content>
package enum MicropubSource {
    /// Returns the item with its type and every property, or with nothing but the properties asked for.
    ///
    /// Shape: `{"type": ["h-entry"], "properties": {…}}`, with `children` where the item has them; with names of properties
    /// `{"properties": {…}}` in the order of the names, those left out that the item doesn't have. Each property is a list.
    package static func json(_ item: Mf2Item, properties names: [String]) -> JSONValue {
        guard names.isEmpty else { return ["properties": .object(properties(of: item, names))] }
        var answer: JSONObject = ["type": .array(item.type.map(JSONValue.string))]
        answer["properties"] = .object(properties(of: item, item.properties.members.map(\.name)))
        answer["children"] = item.object["children"]
        return .object(answer)
    }

    private static func properties(of item: Mf2Item, _ names: [String]) -> JSONObject {
        var properties = JSONObject()
        for name in names {
            let values = item[name]
            if !values.isEmpty { properties[name] = .array(values) }
        }
        return properties
    }
}
