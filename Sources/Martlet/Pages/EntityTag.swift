/// Comparison of entity tags (RFC 9110 §8.8.3).
enum EntityTag {
    /// Whether an `If-Match` list names `tag`, by the strong comparison.
    static func list(_ list: String, isExactly tag: String) -> Bool {
        list.split(separator: ",").contains { item in
            let item = item.drop { $0 == " " }.prefix { $0 != " " }
            return item == "*" || item == tag
        }
    }

    /// Whether an `If-None-Match` list names `tag`, by the weak comparison.
    static func list(_ list: String, matches tag: String) -> Bool {
        if list == tag { return true }
        return list.split(separator: ",").contains { item in
            let item = item.drop { $0 == " " }.prefix { $0 != " " }
            return item == "*" || item == tag || item == "W/" + tag
        }
    }
}
