/// A microformats2 item in its JSON form: `{"type": ["h-entry"], "properties": {"name": ["Hi"]}}`.
///
/// Holds the object itself and reads from it, so that an item turned back into JSON is exactly what came in: unknown
/// properties, nested objects, other members (`children`, `value`, `html`, `alt`) and the order of all of them.
///
/// - SeeAlso: <https://microformats.org/wiki/microformats2-json>
package struct Mf2Item: Hashable, Sendable {
    package private(set) var object: JSONObject

    package init(type: [String], properties: JSONObject = JSONObject(), children: JSONValue? = nil) {
        object = ["type": .array(type.map(JSONValue.string)), "properties": .object(properties)]
        object["children"] = children
    }

    /// Takes an object that has a list of type names and an object of properties, or returns `nil`.
    package init?(_ value: JSONValue) {
        guard let object = value.object, object["properties"]?.object != nil,
            let types = object["type"]?.array, !types.isEmpty, types.allSatisfy({ $0.string != nil })
        else { return nil }
        self.object = object
    }

    package var json: JSONValue { .object(object) }

    /// At least one name such as `h-entry`.
    package var type: [String] { object["type"]?.values.compactMap(\.string) ?? [] }

    /// All properties; the value of each is a list in what the server made, and may be a bare value in nested items.
    package var properties: JSONObject { object["properties"]?.object ?? JSONObject() }

    /// The values of a property, none when it is missing. Setting none removes the property; a new one goes to the end.
    package subscript(name: String) -> [JSONValue] {
        get { properties[name]?.values ?? [] }
        set {
            var properties = properties
            properties[name] = newValue.isEmpty ? nil : .array(newValue)
            object["properties"] = .object(properties)
        }
    }

    /// The same item with other properties; what it holds beside them stays.
    func replacingProperties(with properties: JSONObject) -> Mf2Item {
        var item = self
        item.object["properties"] = .object(properties)
        return item
    }
}

extension Mf2Item {
    /// Whether a text can be the name of a type: `h-` and then lower-case letters, digits and hyphens.
    ///
    /// - SeeAlso: <https://microformats.org/wiki/microformats2-parsing#parse_an_element_for_class_microformats>
    static func isType(_ name: String) -> Bool {
        guard name.hasPrefix("h-"), (3...64).contains(name.utf8.count) else { return false }
        return name.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    }
}
