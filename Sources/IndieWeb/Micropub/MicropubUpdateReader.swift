/// What the reader of an update request collects: changes and commands, limits held.
struct MicropubUpdateReader {
    private(set) var commands = MicropubCommands()
    private(set) var changes: MicropubChanges

    private var meter: MicropubMeter

    /// - Throws: ``MicropubError/invalidRequest(_:)``; see ``MicropubUpdate/init(json:limits:)``.
    init(_ body: JSONObject, limits: MicropubLimits) throws(MicropubError) {
        changes = MicropubChanges(limits: limits)
        meter = MicropubMeter(limits: limits)
        guard ["replace", "add", "delete"].contains(where: { body[$0] != nil }) else {
            throw .invalidRequest("The update has none of “replace”, “add” and “delete”.")
        }
        for member in body.members where member.name.hasPrefix("mp-") {
            try meter.check(member.name, member.value.values)
            commands.append(member.value.values, to: member.name)
        }
        try readReplace(body["replace"])
        try readAdd(body["add"])
        try readDelete(body["delete"])
        guard !changes.isEmpty || !commands.object.isEmpty else {
            throw .invalidRequest("The update has nothing to do: “replace”, “add” and “delete” are empty.")
        }
        changes.describePhotos(commands.photoAlts)
    }

    private mutating func readReplace(_ value: JSONValue?) throws(MicropubError) {
        for member in try Self.members(value, of: "replace") {
            let values = try list(member, in: "replace")
            if try isProperty(member.name, values) { changes.replace(member.name, values.filter { !$0.isBlank }) }
        }
    }

    private mutating func readAdd(_ value: JSONValue?) throws(MicropubError) {
        for member in try Self.members(value, of: "add") {
            let values = try list(member, in: "add")
            if try isProperty(member.name, values) { changes.add(member.name, values.filter { !$0.isBlank }) }
        }
    }

    private mutating func readDelete(_ value: JSONValue?) throws(MicropubError) {
        guard let names = value?.array else {
            for member in try Self.members(value, of: "delete") {
                let values = try list(member, in: "delete")
                try checkDeletable(member.name)
                changes.delete(values, from: member.name)
            }
            return
        }
        for name in names {
            guard let name = name.string else {
                throw .invalidRequest("“delete” is neither a list of names nor an object with lists of values.")
            }
            try meter.check(name)
            try checkDeletable(name)
            changes.remove(name)
        }
    }

    private static func members(_ value: JSONValue?, of name: String) throws(MicropubError) -> [JSONObject.Member] {
        guard let value else { return [] }
        guard let object = value.object else { throw .invalidRequest("“\(name)” is not an object.") }
        return object.members
    }

    /// The values of a property, which in an update are always a list.
    private mutating func list(_ member: JSONObject.Member, in part: String) throws(MicropubError) -> [JSONValue] {
        guard let values = member.value.array else {
            // The length of the name is checked before the answer repeats it.
            try meter.check(member.name)
            throw .invalidRequest("“\(member.name)” in “\(part)” is not a list.")
        }
        try meter.check(member.name, values)
        return values
    }

    /// Takes the values if they are a command's, and returns whether they are a property's.
    private mutating func isProperty(_ name: String, _ values: [JSONValue]) throws(MicropubError) -> Bool {
        switch MicropubName(name) {
        case .property: return true
        case .reserved: throw Self.notForClients(name)
        case .command(let command):
            commands.append(values, to: command)
            return false
        }
    }

    private func checkDeletable(_ name: String) throws(MicropubError) {
        switch MicropubName(name) {
        case .property: return
        case .reserved: throw Self.notForClients(name)
        case .command: throw .invalidRequest("“\(name)” is a command and no property: it cannot be deleted.")
        }
    }

    private static func notForClients(_ name: String) -> MicropubError {
        .invalidRequest("“\(name)” cannot be changed by an update: the server keeps it.")
    }
}
