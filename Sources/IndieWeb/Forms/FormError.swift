/// Why a form was refused. The description is safe to show: it repeats nothing of what was sent.
package enum FormError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The body is longer than the limit, given in bytes; fits HTTP status 413. The other cases fit 400.
    case tooLong(limit: Int)
    case tooManyFields(limit: Int)

    /// A name or a value is not UTF-8 once decoded.
    case invalidUTF8
    case containsNUL

    /// The name of a field is empty, before the first bracket or altogether.
    case emptyName

    /// Brackets in a name are not closed, or text follows a closing bracket.
    case malformedBrackets

    /// An index in brackets is greater than the limit.
    case indexTooLarge(limit: Int)

    /// A name puts a list straight into a list, as `a[0][1]` does; no format that is read from forms has such values.
    case listInList

    /// A name has more bracketed segments than the limit.
    case tooDeep(limit: Int)

    package var description: String {
        switch self {
        case .tooLong(let limit): "The form is longer than \(limit) bytes."
        case .tooManyFields(let limit): "The form has more than \(limit) fields."
        case .invalidUTF8: "The form has text that is not valid UTF-8."
        case .containsNUL: "The form has a NUL character."
        case .emptyName: "The form has a field without a name."
        case .malformedBrackets: "The form has a field name whose brackets do not match."
        case .indexTooLarge(let limit): "The form has a field name with an index above \(limit)."
        case .listInList: "The form has a field name with two list positions in a row."
        case .tooDeep(let limit): "The form has a field name nested deeper than \(limit) levels."
        }
    }
}
