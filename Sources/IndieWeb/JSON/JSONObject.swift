/// The members of a JSON object: ordered, each name once, found quickly by name.
///
/// Two objects are equal when they have equal members in the same order. Names that Unicode calls canonically equivalent
/// are one name, as for every Swift string.
package struct JSONObject: Sendable {
    package struct Member: Hashable, Sendable {
        package let name: String
        package var value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var members: [Member] = []

    /// Where each name stands; empty while there are so few members that looking at each one is faster.
    private var positions: [String: Int] = [:]

    private static let fewMembers = 8

    package init() {}

    /// Makes an object of `members` in their order; of two with the same name, the later value in the earlier place.
    package init(_ members: [(String, JSONValue)]) {
        for (name, value) in members { self[name] = value }
    }

    package var isEmpty: Bool { members.isEmpty }
    package var count: Int { members.count }

    /// The value of `name`, or `nil` when there is none. Setting keeps the place of a name that is there and appends one
    /// that is not; setting `nil` removes it.
    package subscript(name: String) -> JSONValue? {
        get { position(of: name).map { members[$0].value } }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): appendNew(name, value)
            case (nil, nil): break
            }
        }
    }

    /// Appends a member and returns `true`, or changes nothing and returns `false` when the name is taken.
    mutating func append(_ name: String, _ value: JSONValue) -> Bool {
        guard position(of: name) == nil else { return false }
        appendNew(name, value)
        return true
    }

    private func position(of name: String) -> Int? {
        positions.isEmpty ? members.firstIndex { $0.name == name } : positions[name]
    }

    private mutating func appendNew(_ name: String, _ value: JSONValue) {
        members.append(Member(name: name, value: value))
        if !positions.isEmpty {
            positions[name] = members.count - 1
        } else if members.count > Self.fewMembers {
            indexMembers()
        }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        positions = [:]
        if members.count > Self.fewMembers { indexMembers() }
    }

    private mutating func indexMembers() {
        for (position, member) in members.enumerated() { positions[member.name] = position }
    }
}

extension JSONObject: Hashable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool { left.members == right.members }
    package func hash(into hasher: inout Hasher) { hasher.combine(members) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
