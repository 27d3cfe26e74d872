extension JSONValue {
    /// Makes the JSON that a form means: a text a string, bracketed members an object.
    ///
    /// Shape: `content[html]=x` → `{"html": "x"}`. Members of an object are bare values, lists when sent more than once; but
    /// `type` and everything in `properties` is a list, as nested mf2 items have it. Line ends become LF.
    ///
    /// Recursion: as deep as names have brackets, which is limited where forms are read.
    init(_ value: FormValue) {
        self = Self.value(value, isProperties: false)
    }

    private static func value(_ value: FormValue, isProperties: Bool) -> JSONValue {
        switch value {
        case .text(let text): .string(withLineFeeds(text))
        case .object(let members):
            .object(JSONObject(members.map { ($0.name, member($0, isList: isProperties || $0.name == "type")) }))
        }
    }

    private static func member(_ member: FormProperty, isList: Bool) -> JSONValue {
        let values = member.values.map { value($0, isProperties: member.name == "properties") }
        return !isList && values.count == 1 ? values[0] : .array(values)
    }

    /// HTML forms encode every line end as CRLF, whatever the author's system or the script sets.
    ///
    /// - SeeAlso: <https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data>
    private static func withLineFeeds(_ text: String) -> String {
        guard text.utf8.contains(0x0D) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var followsReturn = false
        for byte in text.utf8 {
            if byte == 0x0D || (byte == 0x0A && !followsReturn) {
                bytes.append(0x0A)
            } else if byte != 0x0A {
                bytes.append(byte)
            }
            followsReturn = byte == 0x0D
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
