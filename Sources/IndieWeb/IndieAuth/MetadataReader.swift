/// Reads typed members of a metadata document. A member that is `null` counts as absent.
struct MetadataReader {
    /// Most elements of a list; longer ones are cut.
    static let maximumElements = 1000

    private let object: JSONObject

    /// - Throws: ``MetadataFault`` with `not_json` when the bytes are no JSON object, or one past a limit.
    init(_ json: [UInt8]) throws(MetadataFault) {
        let value = try? JSONValue.parse(json, limits: JSONLimits(bytes: 256 << 10, depth: 16))
        guard let object = value?.object else {
            throw MetadataFault("not_json", "The metadata is not a JSON object of a reasonable size.")
        }
        self.object = object
    }

    func string(_ name: String) throws(MetadataFault) -> String? {
        guard let value = present(name) else { return nil }
        guard let string = value.string else { throw .wrongType(name) }
        return string
    }

    func bool(_ name: String) throws(MetadataFault) -> Bool? {
        guard let value = present(name) else { return nil }
        guard case .bool(let bool) = value else { throw .wrongType(name) }
        return bool
    }

    /// The strings of a list; none when it is absent.
    func strings(_ name: String) throws(MetadataFault) -> [String] {
        guard let value = present(name) else { return [] }
        guard let array = value.array?.prefix(Self.maximumElements) else { throw .wrongType(name) }
        let strings = array.compactMap(\.string)
        guard strings.count == array.count else { throw .wrongType(name) }
        return strings
    }

    private func present(_ name: String) -> JSONValue? {
        object[name].flatMap { $0 == .null ? nil : $0 }
    }
}
