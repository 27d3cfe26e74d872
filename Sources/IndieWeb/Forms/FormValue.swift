/// A value of a form after bracketed names such as `photo[0][value]` have been read.
///
/// `category[]=a` gives `.text("a")`; `photo[0][value]=u&photo[0][alt]=a` gives
/// `.object([value: [.text("u")], alt: [.text("a")]])`.
package enum FormValue: Equatable, Sendable {
    /// What the client sent, decoded and otherwise untouched: line ends are still CRLF, and it may be empty.
    case text(String)

    /// Named values in the order in which each name first came; no name stands twice.
    case object([FormProperty])
}

/// A name of a form with all its values.
package struct FormProperty: Equatable, Sendable {
    /// The name without brackets; never empty.
    package var name: String

    /// At least one value, in the order that indexes ask for, else in the order of arrival.
    package var values: [FormValue]

    package init(name: String, values: [FormValue]) {
        self.name = name
        self.values = values
    }
}
