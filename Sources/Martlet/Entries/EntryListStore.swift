import GRDB
import IndieWeb

/// Lists of entries by what they are, for clients.
enum EntryListStore {
    /// Entries that fit a query, newest first, deleted ones not among them: two statements, whatever the limit.
    ///
    /// Static pages are only there where their channel or type is asked for.
    ///
    /// - Parameter isPublicOnly: whether those that haven't come out, and those that not everybody may see, are left out.
    static func entries(
        _ query: MicropubListQuery, isPublicOnly: Bool, _ tx: AppDatabase.Transaction
    ) throws -> [Entry] {
        var conditions: [SQL] = ["deletedAt IS NULL"]
        if isPublicOnly { conditions.append("state = 'published' AND visibility = 'public'") }
        if !query.postTypes.isEmpty {
            conditions.append("postType IN \(query.postTypes.map(\.rawValue))")
        } else if query.channel == nil {
            conditions.append("postType <> \(PostType.page.rawValue)")
        }
        if let channel = query.channel { conditions.append("channel = \(channel)") }
        if let status = query.postStatus { conditions.append("state = \(status)") }
        if let visibility = query.visibility { conditions.append("visibility = \(visibility.rawValue)") }
        if !query.categories.isEmpty {
            conditions.append("id IN (SELECT entryID FROM entryCategory WHERE name IN \(query.categories))")
        }
        if let text = query.filter, !text.isEmpty {
            // In the texts of properties at any depth, not in their names.
            conditions.append(
                """
                EXISTS (SELECT 1 FROM json_tree(mf2, '$.properties') WHERE type = 'text'
                        AND value LIKE \("%" + escaped(text) + "%") ESCAPE '\\')
                """)
        }
        for name in query.exists { conditions.append(has(name)) }
        for name in query.notExists { conditions.append("NOT \(has(name))") }
        let isBackwards = query.before != nil && query.after == nil
        if let place = query.after.flatMap({ EntryCursor($0) }) {
            conditions.append("(publishedAt, id) < (\(place.publishedAt), \(place.id))")
        } else if let place = query.before.flatMap({ EntryCursor($0) }) {
            conditions.append("(publishedAt, id) > (\(place.publishedAt), \(place.id))")
        }
        let order: SQL = isBackwards ? "publishedAt, id" : "publishedAt DESC, id DESC"
        let request: SQL = """
            SELECT \(sql: EntryStore.columns) FROM entry WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(order) LIMIT \(query.limit) OFFSET \(query.offset)
            """
        let rows = try SQLRequest<Row>(literal: request).fetchAll(tx)
        let entries = try EntryStore.withMedia(try rows.map(EntryStore.entry), tx)
        return isBackwards ? entries.reversed() : entries
    }

    /// The categories of entries that aren't deleted, the most used first.
    static func categories(
        filter: String?, limit: Int, isPublicOnly: Bool, _ tx: AppDatabase.Transaction
    ) throws -> [String] {
        // One that no listed entry has may be a deleted entry's.
        let hidden = """
            OR EXISTS (
                SELECT 1 FROM entryCategory JOIN entry ON entry.id = entryCategory.entryID
                WHERE entryCategory.name = tag.name AND entry.deletedAt IS NULL)
            """
        let pattern = filter.map { "%" + escaped($0) + "%" } ?? "%"
        return try SQLRequest<String>(
            literal: """
                SELECT name FROM tag WHERE name LIKE \(pattern) ESCAPE '\\' AND (listed > 0 \(sql: isPublicOnly ? "" : hidden))
                ORDER BY \(sql: isPublicOnly ? "listed" : "total") DESC, name LIMIT \(limit)
                """
        ).fetchAll(tx)
    }

    /// The tags of public entries by name, each with how many entries have it.
    static func tags(_ tx: AppDatabase.Transaction) throws -> [(name: String, count: Int)] {
        try Row.fetchAll(
            tx, sql: "SELECT name, listed FROM tag WHERE listed > 0 ORDER BY name COLLATE NOCASE, name LIMIT 5000"
        ).map { ($0[0], $0[1]) }
    }

    private static func has(_ property: String) -> SQL {
        "EXISTS (SELECT 1 FROM json_each(mf2, '$.properties') WHERE key = \(property))"
    }

    /// A text as it is in a pattern of `LIKE`.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}
