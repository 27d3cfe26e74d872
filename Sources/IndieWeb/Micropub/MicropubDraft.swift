/// What the readers of a create request collect: names sorted into properties and commands, limits held.
struct MicropubDraft {
    private(set) var commands = MicropubCommands()

    /// The values of `photo`. They stand in ``item`` too, but for the texts that come separately, and files.
    private(set) var photo: [MicropubGallery.Value] = []

    private let type: [String]
    private var properties = JSONObject()
    private var children: JSONValue?
    private let limits: MicropubLimits
    private var nameCount = 0

    init(type: [String], limits: MicropubLimits) {
        self.type = type
        self.limits = limits
    }

    var item: Mf2Item { Mf2Item(type: type, properties: properties, children: children) }

    /// Takes the values of one name of the request; empty values say nothing and are dropped.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` when a limit is passed.
    mutating func add(_ name: String, _ values: [JSONValue]) throws(MicropubError) {
        try check(name, values)
        switch MicropubName(name) {
        case .reserved: break
        case .command(let command): commands.append(values, to: command)
        case .property:
            let values = values.filter { !$0.isBlank }
            guard !values.isEmpty else { return }
            properties[name] = .array(values)
            if name == "photo" { photo = values.map(MicropubGallery.Value.sent) }
        }
    }

    /// Takes all values of `photo`, those that came as files among them.
    mutating func addPhoto(_ values: [MicropubGallery.Value]) throws(MicropubError) {
        try checkCount(of: "photo", values.count)
        let sent = values.compactMap { value in
            if case .sent(let json) = value { json } else { nil }
        }
        try add("photo", sent)
        photo = values.filter { value in
            if case .sent(let json) = value { !json.isBlank } else { true }
        }
    }

    /// Takes the items that an mf2 item holds beside its properties.
    mutating func add(children values: JSONValue) throws(MicropubError) {
        try check("children", values.values)
        children = values
    }

    private mutating func check(_ name: String, _ values: [JSONValue]) throws(MicropubError) {
        guard !name.isEmpty else { throw .invalidRequest("A property has no name.") }
        guard name.utf8.count <= limits.nameBytes else {
            throw .invalidRequest("A property has a name of more than \(limits.nameBytes) bytes.")
        }
        nameCount += 1
        guard nameCount <= limits.properties else {
            throw .invalidRequest("The post has more than \(limits.properties) properties.")
        }
        try checkCount(of: name, values.count)
        guard values.allSatisfy({ $0.isNested(within: limits.depth) }) else {
            throw .invalidRequest("“\(name)” is nested deeper than \(limits.depth) levels.")
        }
    }

    private func checkCount(of name: String, _ count: Int) throws(MicropubError) {
        guard count <= limits.valuesPerProperty else {
            throw .invalidRequest("“\(name)” has more than \(limits.valuesPerProperty) values.")
        }
    }
}

extension JSONValue {
    fileprivate var isBlank: Bool { self == .null || self == .string("") }

    /// Recursion: stops at `depth`.
    fileprivate func isNested(within depth: Int) -> Bool {
        switch self {
        case .array(let elements): depth > 0 && elements.allSatisfy { $0.isNested(within: depth - 1) }
        case .object(let object): depth > 0 && object.members.allSatisfy { $0.value.isNested(within: depth - 1) }
        default: true
        }
    }
}
