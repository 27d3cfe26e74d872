/// The fields of a query by name; empty values say nothing.
struct MicropubQueryFields {
    private var valuesByName: [String: [String]] = [:]

    init(_ fields: [FormField]) {
        for field in fields {
            // A name that cannot be read is none that any query knows.
            guard let key = try? FormKey(field.name), key.path.count <= 1 else { continue }
            guard key.path.first?.isMember != true else { continue }
            valuesByName[key.name, default: []].append(field.value)
        }
    }

    /// All values of a list, in order of arrival.
    func values(_ name: String) -> [String] {
        valuesByName[name]?.filter { !$0.isEmpty } ?? []
    }

    /// The values of a list, each once.
    func names(_ name: String) -> [String] {
        var seen: Set<String> = []
        return values(name).filter { seen.insert($0).inserted }
    }

    /// - Throws: ``MicropubError/invalidRequest(_:)`` when there is more than one.
    func text(_ name: String) throws(MicropubError) -> String? {
        let values = values(name)
        guard values.count <= 1 else { throw .invalidRequest("“\(name)” is there more than once.") }
        return values.first
    }

    /// - Throws: ``MicropubError/invalidRequest(_:)`` for what is no whole number from 0. One too large to count with is
    ///   the largest there is.
    func number(_ name: String) throws(MicropubError) -> Int? {
        guard let text = try text(name) else { return nil }
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            throw .invalidRequest("“\(name)” is not a whole number from 0.")
        }
        return Int(text) ?? .max
    }

    /// The greatest number of results that the client wants, made one that it can have.
    func limit() throws(MicropubError) -> Int? {
        guard let limit = try number("limit") else { return nil }
        return min(max(limit, MicropubListQuery.limits.lowerBound), MicropubListQuery.limits.upperBound)
    }

    /// The `url`, which is there or not: an empty one must not turn a question about one post into one about all.
    func url() throws(MicropubError) -> String? {
        guard let addresses = valuesByName["url"] else { return nil }
        guard addresses.count == 1 else { throw .invalidRequest("“url” is there more than once.") }
        return try MicropubTarget.checked(addresses[0])
    }
}
