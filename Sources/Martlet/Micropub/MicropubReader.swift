import IndieWeb

/// Answers the queries of Micropub clients; what they may see depends on the token.
struct MicropubReader: Sendable {
    let database: AppDatabase
    let site: Site

    /// The entry at an address as it was sent, with what names this version of it.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` when there is none that the token may see.
    func source(
        _ url: String, properties: [String], seesAll: Bool
    ) async throws -> (json: JSONValue, tag: String) {
        let missing = MicropubError.invalidRequest("There is no post at “url”.")
        guard let path = site.path(of: url) else { throw missing }
        let entry = try await database.read { try EntryStore.entry(atOrMovedFrom: path, $0) }
        guard let entry, entry.deletedAt == nil, seesAll || entry.isReadable else { throw missing }
        return (MicropubSource.json(entry.item, properties: properties), entry.tag)
    }

    /// Entries as they were sent, each with its address, and where the list goes on.
    func list(_ query: MicropubListQuery, seesAll: Bool) async throws -> JSONValue {
        for place in [query.before, query.after] {
            guard let place, EntryCursor(place) == nil else { continue }
            throw MicropubError.invalidRequest("“before” and “after” have to be as in “paging” of an answer.")
        }
        if let status = query.postStatus, EntryState(rawValue: status) == nil {
            throw MicropubError.invalidRequest("“post-status” has to be one of: published, scheduled, draft.")
        }
        let entries = try await database.read {
            try EntryListStore.entries(query, isPublicOnly: !seesAll, $0)
        }
        let items = entries.map { entry -> JSONValue in
            var item = entry.item
            item["url"] = [.string(site.url(entry.path))]
            // Without its address a client can do nothing with a post of a list.
            return MicropubSource.json(item, properties: query.properties.isEmpty ? [] : query.properties + ["url"])
        }
        var answer: JSONObject = ["items": .array(items)]
        if let first = entries.first, let last = entries.last {
            var paging: JSONObject = ["before": .string(first.cursor.description)]
            if entries.count == query.limit { paging["after"] = .string(last.cursor.description) }
            answer["paging"] = .object(paging)
        }
        return .object(answer)
    }

    func categories(filter: String? = nil, limit: Int? = nil, seesAll: Bool) async throws -> [String] {
        try await database.read {
            try EntryListStore.categories(filter: filter, limit: limit ?? 100, isPublicOnly: !seesAll, $0)
        }
    }

    /// The channels that a post can be filed under: the owner's, and that of static pages.
    func channels() async throws -> [EntryChannel] { try await database.read(ChannelStore.all) + [.pages] }

    /// Contacts whose nickname, name or address has a text in it.
    func contacts(filter: String?, limit: Int?) async throws -> [Contact] {
        let all = try await database.read(ContactStore.all)
        let wanted = filter?.lowercased() ?? ""
        let found = all.filter { contact in
            wanted.isEmpty
                || [contact.nickname, contact.name, contact.url].contains { $0.lowercased().contains(wanted) }
        }
        return Array(found.prefix(limit ?? 100))
    }

    /// Uploads, newest first, by the address of their full size.
    func media(limit: Int, offset: Int) async throws -> JSONValue {
        let photos = try await database.read { try MediaStore.latest(limit: limit, offset: offset, $0) }
        return ["items": .array(photos.map(json))]
    }

    /// The upload at an address; an empty list when there is none.
    func media(at url: String) async throws -> JSONValue {
        guard let name = MediaFolder.name(in: url) else { return ["items": []] }
        let photo = try await database.read { try MediaStore.uploaded(named: name, $0) }
        return ["items": .array(photo.map { [json($0)] } ?? [])]
    }

    private func json(_ uploaded: UploadedMedia) -> JSONValue {
        let date = PostDate(secondsSince1970: uploaded.uploadedAt, offsetSeconds: 0)
        var json: JSONObject = [
            "url": .string(site.url(uploaded.path)), "published": .string(date.rfc3339),
            "mime_type": .string(uploaded.mediaType),
        ]
        if let alt = uploaded.alt { json["alt"] = .string(alt) }
        return .object(json)
    }
}
