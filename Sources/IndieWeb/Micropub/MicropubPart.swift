/// A part of a form in the order of arrival: a field with its text, or a file.
///
/// Where a file stands among the fields and how it is named decides to which photo an alternative text belongs.
package enum MicropubPart: Equatable, Sendable {
    case field(FormField)

    /// A file that was really sent, under this field name; not the empty part of a file input left empty.
    case upload(name: String)
}
