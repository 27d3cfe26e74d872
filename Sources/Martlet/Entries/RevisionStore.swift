import GRDB
import IndieWeb

/// An entry as it was before a change.
struct Revision: Sendable {
    let version: Int64
    let item: Mf2Item
    let state: EntryState
    let visibility: Visibility
    /// When, by whom and how this version came about.
    let change: EntryChange
}

/// Rows of earlier versions of entries.
enum RevisionStore {
    static func revision(_ version: Int64, of id: Int64, _ tx: AppDatabase.Transaction) throws -> Revision? {
        try Row.fetchOne(
            tx, sql: "SELECT \(columns) FROM revision WHERE entryID = ? AND version = ?", arguments: [id, version]
        ).flatMap(revision)
    }

    private static let columns = "version, mf2, state, visibility, changedAt, changedBy, change"

    static func revision(_ row: Row) -> Revision? {
        let (mf2, state, visibility, kind): (String, String, String, String) = (row[1], row[2], row[3], row[6])
        guard let json = try? JSONValue.parse(mf2, limits: .stored), let item = Mf2Item(json) else { return nil }
        return Revision(
            version: row[0], item: item, state: EntryState(rawValue: state) ?? .draft,
            visibility: Visibility(rawValue: visibility) ?? .private,
            change: EntryChange(at: row[4], by: row[5], kind: EntryChange.Kind(rawValue: kind) ?? .update))
    }
}
