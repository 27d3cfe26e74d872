/// A `GET` to the Micropub endpoint or the media endpoint.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#querying>
package struct MicropubQuery: Hashable, Sendable {
    /// Which endpoint was asked.
    package enum Endpoint: Hashable, Sendable {
        case micropub, media
    }

    /// What the client wants to know.
    package enum Kind: Hashable, Sendable {
        case config

        /// One post; without names of properties all of it.
        case source(url: String, properties: [String])

        /// Posts, newest first.
        case list(MicropubListQuery)

        case syndicateTo

        /// Without a limit all categories; the filter is part of a name.
        case category(filter: String?, limit: Int?)

        case postTypes
        case channel

        /// The filter is part of a name or nickname.
        case contact(filter: String?, limit: Int?)

        /// Uploaded files, newest first.
        case mediaList(limit: Int, offset: Int)

        /// One uploaded file.
        case mediaSource(url: String)

        /// The file that was uploaded last.
        case mediaLast
    }

    /// The question, with what belongs to it.
    package let kind: Kind

    /// Makes the query that asks a question.
    package init(_ kind: Kind) {
        self.kind = kind
    }

    /// What `q` may be at an endpoint, as `q=config` lists it.
    package static func names(at endpoint: Endpoint) -> [String] {
        switch endpoint {
        case .micropub: ["config", "source", "syndicate-to", "category", "post-types", "channel", "contact"]
        case .media: ["config", "source", "last"]
        }
    }

    /// Reads a query from the decoded fields of a query string; fields that it does not know are ignored.
    ///
    /// Shape: `q=source&url=https://…&properties[]=content&properties[]=category`; lists take `name`, `name[]` and
    /// `name[0]`. A limit becomes one of ``MicropubListQuery/limits``.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for a missing or unknown `q`, with the known ones, and for a field
    ///   with a value that cannot be.
    package static func parse(_ fields: [FormField], endpoint: Endpoint) throws(MicropubError) -> MicropubQuery {
        let fields = MicropubQueryFields(fields)
        let name = try fields.text("q") ?? ""
        guard names(at: endpoint).contains(name) else {
            throw .invalidRequest("“q” has to be one of: \(names(at: endpoint).joined(separator: ", ")).")
        }
        switch endpoint {
        case .micropub: return MicropubQuery(try micropub(name, fields))
        case .media: return MicropubQuery(try media(name, fields))
        }
    }

    private static func micropub(_ name: String, _ fields: MicropubQueryFields) throws(MicropubError) -> Kind {
        switch name {
        case "source":
            guard let url = try fields.url() else { return .list(try MicropubListQuery(fields)) }
            return .source(url: url, properties: fields.names("properties"))
        case "syndicate-to": return .syndicateTo
        case "category": return .category(filter: try fields.text("filter"), limit: try fields.limit())
        case "post-types": return .postTypes
        case "channel": return .channel
        case "contact": return .contact(filter: try fields.text("filter"), limit: try fields.limit())
        default: return .config
        }
    }

    private static func media(_ name: String, _ fields: MicropubQueryFields) throws(MicropubError) -> Kind {
        if name == "last" { return .mediaLast }
        if name == "config" { return .config }
        if let url = try fields.url() { return .mediaSource(url: url) }
        let limit = try fields.limit() ?? MicropubListQuery.usualLimit
        return .mediaList(limit: limit, offset: try fields.number("offset") ?? 0)
    }
}
