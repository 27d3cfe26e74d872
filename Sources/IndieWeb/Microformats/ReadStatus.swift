/// How far somebody has come with a book, in the words of `read-status`.
///
/// - SeeAlso: <https://indieweb.org/read#How_to>
package enum ReadStatus: String, CaseIterable, Hashable, Sendable {
    case toRead = "to-read"
    case reading, finished
}
