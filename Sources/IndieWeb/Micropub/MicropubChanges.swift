/// The changes of an update request, in the order in which they are made.
struct MicropubChanges: Hashable, Sendable {
    fileprivate struct Change: Hashable, Sendable {
        let name: String
        var values: [JSONValue]
    }

    private var replaced: [Change] = []
    private var added: [Change] = []
    private var deleted: [Change] = []
    private var removed: [String] = []
    private let limits: MicropubLimits

    init(limits: MicropubLimits) {
        self.limits = limits
    }

    var isEmpty: Bool { replaced.isEmpty && added.isEmpty && deleted.isEmpty && removed.isEmpty }

    /// No value at all removes the property.
    mutating func replace(_ name: String, _ values: [JSONValue]) {
        replaced.append(Change(name: name, values: values))
    }

    mutating func add(_ name: String, _ values: [JSONValue]) {
        if !values.isEmpty { added.append(Change(name: name, values: values)) }
    }

    mutating func delete(_ values: [JSONValue], from name: String) {
        if !values.isEmpty { deleted.append(Change(name: name, values: values)) }
    }

    mutating func remove(_ name: String) {
        removed.append(name)
    }

    /// Gives the photos of the request the texts that came separately, by position: those that replace come first.
    mutating func describePhotos(_ alts: [String]) {
        var alts = alts[...]
        for index in replaced.indices where replaced[index].name == "photo" {
            Self.describe(&replaced[index].values, taking: &alts)
        }
        for index in added.indices where added[index].name == "photo" {
            Self.describe(&added[index].values, taking: &alts)
        }
    }

    private static func describe(_ values: inout [JSONValue], taking alts: inout ArraySlice<String>) {
        let own = alts.prefix(values.count)
        alts = alts.dropFirst(values.count)
        values = MicropubGallery(values.map(MicropubGallery.Value.sent), alts: Array(own)).values(uploadURLs: [])
    }
}

extension MicropubChanges {
    /// See ``MicropubUpdate/applied(to:fetchedFrom:)``.
    func applied(to item: Mf2Item, fetchedFrom sources: [String: String]) throws(MicropubError) -> Mf2Item {
        var properties = item.properties
        for change in replaced {
            properties[change.name] = change.values.isEmpty ? nil : .array(change.values)
        }
        for change in added {
            properties[change.name] = .array((properties[change.name]?.values ?? []) + change.values)
        }
        for change in deleted {
            guard let values = properties[change.name]?.values else { continue }
            let rest = change.rest(of: values, fetchedFrom: sources)
            guard rest.count < values.count else { continue }
            properties[change.name] = rest.isEmpty ? nil : .array(rest)
        }
        for name in removed { properties[name] = nil }
        try check(properties, after: item.properties)
        return item.replacingProperties(with: properties)
    }

    /// Holds the result to the limits, but for what was beyond them before, as imported posts may be.
    private func check(_ properties: JSONObject, after old: JSONObject) throws(MicropubError) {
        guard !properties.isEmpty else {
            throw .invalidRequest("The update would leave the post without any property; delete the post instead.")
        }
        let meter = MicropubMeter(limits: limits)
        if properties.count > old.count { try meter.checkPropertyCount(properties.count) }
        for change in added {
            let count = properties[change.name]?.values.count ?? 0
            if count > old[change.name]?.values.count ?? 0 { try meter.checkCount(of: change.name, count) }
        }
    }
}

extension MicropubChanges.Change {
    fileprivate func rest(of stored: [JSONValue], fetchedFrom sources: [String: String]) -> [JSONValue] {
        let unwanted = Set(values.map(\.withSortedMembers))
        let hasAddresses = ["photo", "video", "audio"].contains(name)
        return stored.filter { value in
            if unwanted.contains(value.withSortedMembers) { return false }
            // The client knows the address; the server stored it with the text that came along.
            guard hasAddresses, let url = Mf2Photo(value)?.url else { return true }
            return ![url, sources[url]].compactMap(\.self).contains { unwanted.contains(.string($0)) }
        }
    }
}

extension JSONValue {
    /// The same value for objects that differ in the order of their members only.
    ///
    /// Recursion: as deep as the value, and every value from outside comes through a parser with a depth limit.
    fileprivate var withSortedMembers: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.withSortedMembers))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.sorted { $0.name < $1.name }.map { ($0.name, $0.value.withSortedMembers) }))
        default: self
        }
    }
}
