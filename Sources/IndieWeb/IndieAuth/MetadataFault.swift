/// Why a metadata document of a server or of a client is not used. The description is safe to show.
package struct MetadataFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// A word for logs and rows: `not_json`, `wrong_type`, `invalid_issuer`, `invalid_endpoint` or
    /// `client_id_mismatch`.
    package let word: String

    /// A sentence that repeats nothing of the document.
    package let description: String

    init(_ word: String, _ description: String) {
        self.word = word
        self.description = description
    }

    /// A member whose value has another type than the specification says.
    static func wrongType(_ name: String) -> MetadataFault {
        MetadataFault("wrong_type", "The metadata has a value of the wrong type as “\(name)”.")
    }
}
