/// Who may see a post, in the words of the `visibility` extension.
///
/// - SeeAlso: <https://indieweb.org/Micropub-extensions#Visibility>
package enum Visibility: String, CaseIterable, Hashable, Sendable {
    /// Anybody, and it is in lists and feeds.
    case `public`

    /// Anybody who knows the address.
    case unlisted

    /// Nobody but the owner and whom they let in.
    case `private`
}
