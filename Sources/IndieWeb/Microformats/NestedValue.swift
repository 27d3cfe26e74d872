/// A value that stands for a thing, however much the client sent of it: an address, a name, or an item with properties.
struct NestedValue {
    private let json: JSONValue

    init(_ json: JSONValue) {
        self.json = json
    }

    /// The first value of a property, in an item or in an object without `properties`; nothing blank.
    func value(_ name: String) -> JSONValue? {
        let members = json.object?["properties"]?.object ?? json.object
        return members?[name]?.values.first { !$0.isBlank }
    }

    /// What to call the thing: its `name`, else a text that is no address.
    var name: String? {
        if let name = value("name")?.string { return name }
        return [json.string, json.object?["value"]?.string].lazy.compactMap { $0 }
            .first { !$0.isEmpty && !WebAddress.isValid($0) }
    }

    /// Where the thing is, if that is an absolute `http` or `https` address.
    var url: String? {
        let properties = json.object?["properties"]?.object
        let nested = properties?["url"]?.values.compactMap(\.string) ?? []
        let flat = ["url", "value"].compactMap { json.object?[$0]?.values.first?.string }
        return (nested + flat + [json.string].compactMap { $0 }).first(where: WebAddress.isValid)
    }
}
