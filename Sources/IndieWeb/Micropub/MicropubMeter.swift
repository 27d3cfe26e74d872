/// Holds the names and values of one request to its limits while they come in.
struct MicropubMeter {
    let limits: MicropubLimits
    private var nameCount = 0

    init(limits: MicropubLimits) {
        self.limits = limits
    }

    /// Counts a name and looks at its values.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` when a limit is passed.
    mutating func check(_ name: String, _ values: [JSONValue]) throws(MicropubError) {
        try check(name)
        try checkCount(of: name, values.count)
        guard values.allSatisfy({ $0.isNested(within: limits.depth) }) else {
            throw .invalidRequest("“\(name)” is nested deeper than \(limits.depth) levels.")
        }
    }

    /// Counts a name that stands without values.
    mutating func check(_ name: String) throws(MicropubError) {
        guard !name.isEmpty else { throw .invalidRequest("A property has no name.") }
        guard name.utf8.count <= limits.nameBytes else {
            throw .invalidRequest("A property has a name of more than \(limits.nameBytes) bytes.")
        }
        nameCount += 1
        try checkPropertyCount(nameCount)
    }

    func checkPropertyCount(_ count: Int) throws(MicropubError) {
        guard count <= limits.properties else {
            throw .invalidRequest("The post has more than \(limits.properties) properties.")
        }
    }

    func checkCount(of name: String, _ count: Int) throws(MicropubError) {
        guard count <= limits.valuesPerProperty else {
            throw .invalidRequest("“\(name)” has more than \(limits.valuesPerProperty) values.")
        }
    }
}

extension JSONValue {
    /// Whether the value says nothing, and is therefore never stored.
    var isBlank: Bool { self == .null || self == .string("") }

    /// Recursion: stops at `depth`.
    fileprivate func isNested(within depth: Int) -> Bool {
        switch self {
        case .array(let elements): depth > 0 && elements.allSatisfy { $0.isNested(within: depth - 1) }
        case .object(let object): depth > 0 && object.members.allSatisfy { $0.value.isNested(within: depth - 1) }
        default: true
        }
    }
}
