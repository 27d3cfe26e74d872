/// The names of RFC 5005 that aren't links; with the prefix `fh`.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc5005#section-4>
enum FeedHistory {
    static let namespace = "http://purl.org/syndication/history/1.0"

    /// Marks an archive document.
    static let archive: StaticString = "fh:archive"
}
