extension JSONValue {
    /// The value as JSON text for people: one member or element a line, indented by two spaces, in the order they have.
    ///
    /// The same value always gives the same text, so that the texts of two versions can be compared line by line.
    package var pretty: String {
        var text = ""
        appendPretty(to: &text, indent: "")
        return text
    }

    /// Recursion: as deep as the value, and every value from outside comes through a parser with a depth limit.
    private func appendPretty(to text: inout String, indent: String) {
        let inner = indent + "  "
        switch self {
        case .array(let elements) where !elements.isEmpty:
            text += "["
            for (index, element) in elements.enumerated() {
                text += (index > 0 ? ",\n" : "\n") + inner
                element.appendPretty(to: &text, indent: inner)
            }
            text += "\n\(indent)]"
        case .object(let object) where !object.isEmpty:
            text += "{"
            for (index, member) in object.members.enumerated() {
                text += (index > 0 ? ",\n" : "\n") + inner + JSONValue.string(member.name).serialized() + ": "
                member.value.appendPretty(to: &text, indent: inner)
            }
            text += "\n\(indent)}"
        default: text += serialized()
        }
    }
}
