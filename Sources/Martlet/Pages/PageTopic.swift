/// What a page shows that can change: when it does, the page is rendered anew, and all others stay.
///
/// What is on every page (the owner's settings, contacts, channels, templates) is no topic: such a change empties the cache.
enum PageTopic: Hashable, Sendable {
    /// An entry's own texts, pictures and address.
    case entry(Int64)
    /// Which entries stand before and after an entry in the list of all.
    case neighbours(of: Int64)
    /// Which entries are in a list and in what order, by the list's path: `/`, `/tags/swift`, `/photos`, `/2026/11`.
    ///
    /// That of `/` changes with each entry that comes, goes or gets other tags; pages about all lists are about it.
    case list(String)
}
