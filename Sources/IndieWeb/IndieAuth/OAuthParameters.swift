/// The parameters of an OAuth request, of which none may be there twice.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc6749#section-3.1>
struct OAuthParameters {
    private var values: [String: String] = [:]
    private var repeatedNames: Set<String> = []

    init(_ fields: [FormField]) {
        for field in fields where values.updateValue(field.value, forKey: field.name) != nil {
            repeatedNames.insert(field.name)
        }
    }

    /// The value as sent, or `nil` without one; an empty one counts as none.
    subscript(name: String) -> String? {
        asSent(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The value as sent, even an empty one.
    func asSent(_ name: String) -> String? { values[name] }

    func isRepeated(_ name: String) -> Bool { repeatedNames.contains(name) }

    /// The first of `names` that is there more than once. Names that nobody asks about may repeat, as `resource` does.
    func firstRepeated(of names: [String]) -> String? { names.first(where: isRepeated) }

    /// - Throws: ``OAuthError`` with `invalid_request`, which names the parameter.
    func required(_ name: String) throws(OAuthError) -> String {
        guard let value = self[name] else { throw .missing(name) }
        return value
    }
}
