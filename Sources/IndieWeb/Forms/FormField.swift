/// One name and value as a form sent them, the brackets of the name unread.
package struct FormField: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Makes a field from decoded bytes, as the text parts of a multipart body bring them.
    ///
    /// - Throws: ``FormError/invalidUTF8`` and ``FormError/containsNUL``, for the name and for the value.
    package init(name: some Collection<UInt8>, value: some Collection<UInt8>) throws(FormError) {
        self.init(name: try Self.text(name), value: try Self.text(value))
    }

    private static func text(_ bytes: some Collection<UInt8>) throws(FormError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidUTF8 }
        // A NUL has no place in text; SQLite and C libraries downstream would see the text end there.
        guard !text.utf8.contains(0) else { throw .containsNUL }
        return text
    }
}
