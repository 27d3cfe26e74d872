import HTTPTypes
import Hummingbird
import IndieWeb

/// Pages for readers: the list of entries and each entry's own page.
struct EntryRoutes: Sendable {
    let reader: EntryReader
    let archive: ArchiveReader
    let pages: PageCache
    let templates: Templates
    let site: Site
    let gate: OwnerGate
    private var clock: Clock { archive.clock }

    /// `GET /`, `GET /?before=…`: entries, newest first.
    func home(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await list(request) { .all }
    }

    /// `GET /channels/{uid}`, `GET /channels/{uid}?before=…`: the entries of a channel, newest first.
    func channel(_ request: Request, _ context: SiteContext) async throws -> Response {
        let uid = try context.variable("uid")
        return try await list(request) { try await reader.channel(uid).map { .channel($0) } }
    }

    /// `GET /tags/{tag}`: the entries with a tag.
    func tag(_ request: Request, _ context: SiteContext) async throws -> Response {
        let name = try context.variable("tag")
        return try await list(request) { .tag(name) }
    }

    /// `GET /tags`: all tags.
    func tags(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await pages.response(to: request) {
            page(TagsPage(tags: try await reader.tags(), site: site), about: [.list(EntryList.all.path)])
        }
    }

    /// `GET /photos`, `GET /2026`: the entries of a type or of a year; `GET /uses`: the static page of that name.
    func list(_ request: Request, _ context: SiteContext) async throws -> Response {
        let name = request.firstPathSegment
        let wanted = PostType(listName: name).map { EntryList.type($0) } ?? clock.period(name).map { .period($0) }
        guard let wanted else { return try await entry(request, context) }
        return try await list(request) { wanted }
    }

    /// `GET /about`: the owner's card, and below it the page of that name, where there is one that everybody may read.
    func about(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await pages.response(to: request) {
            let entry = try await reader.entry(path: AboutPage.path)?.entry
            let isShown = entry.map { $0.isReadable && $0.deletedAt == nil } ?? false
            return page(
                AboutPage(entry: isShown ? entry : nil, site: site),
                about: Set([.list(AboutPage.path)] + (entry.map { [.entry($0.id)] } ?? [])))
        }
    }

    /// `GET /2026/11`, `GET /2026/11/21`: the entries of a month or of a day.
    func period(_ request: Request, _ context: SiteContext) async throws -> Response {
        let name = String(request.uri.path.dropFirst())
        return try await list(request) { clock.period(name).map { .period($0) } }
    }

    /// `GET /on-this-day/11-21`: the entries of a day in all years.
    func yearDay(_ request: Request, _ context: SiteContext) async throws -> Response {
        guard let day = YearDay(try context.variable("day")) else { throw SiteError.notFound }
        return try await list(request) { .yearDay(try await archive.yearDay(day)) }
    }

    /// A page of a list; 404 where there is no such list, and for a tag or time that nothing public belongs to.
    private func list(
        _ request: Request, _ list: @escaping @Sendable () async throws -> EntryList?
    ) async throws -> Response {
        let cursor = try request.entryCursor
        return try await pages.response(to: request, reading: ["before"]) {
            guard let list = try await list() else { throw SiteError.notFound }
            return try await pages.withParts { try await self.list(list, before: cursor, $0) }
        }
    }

    private func list(_ list: EntryList, before cursor: EntryCursor?, _ parts: PageParts) async throws -> RenderedPage {
        let (entries, place) = try await reader.page(before: cursor, size: site.pageSize, in: list)
        if entries.isEmpty, cursor == nil, list.needsEntries { throw SiteError.notFound }
        let topics = list.topics(showing: entries)
        if list == .type(.photo) {
            return page(PhotoGridPage(entries: entries, site: site, place: place), about: topics)
        }
        let articles = entries.map { entry in
            parts.part(ListedEntryPage.template, of: entry) {
                templates.render(ListedEntryPage(entry: entry, site: site))
            }
        }
        return page(
            HomePage(
                articles: articles, site: site, place: place, list: list,
                surroundings: try await archive.surroundings(of: list)), about: topics)
    }

    /// `GET /notes/{slug}`, `GET /articles/{slug}`, `GET /{page}`: one entry.
    ///
    /// One that isn't public is shown to the signed-in owner only, and kept by nobody.
    ///
    /// - Throws: 410 for a deleted one, 404 where there never was one, or none that the visitor may see.
    func entry(_ request: Request, _ context: SiteContext) async throws -> Response {
        let path = request.uri.path
        do {
            return try await pages.response(to: request) {
                guard let (entry, neighbours) = try await reader.entry(path: path) else { throw NoPage.missing }
                guard entry.isReadable else { throw NoPage.hidden(entry) }
                guard entry.deletedAt == nil else { throw SiteError.gone }
                // A static page has no date, and so nothing around it.
                guard entry.postType != .page else {
                    return page(EntryPage(entry: entry, site: site), about: [.entry(entry.id)])
                }
                let around = [neighbours.older, neighbours.newer].compactMap(\.self)
                return page(
                    EntryPage(
                        entry: entry, site: site, neighbours: neighbours,
                        day: clock.yearDay(at: entry.published.secondsSince1970)),
                    about: Set((around + [entry]).map { .entry($0.id) } + [.neighbours(of: entry.id)]))
            }
        } catch NoPage.missing {
            guard let entry = try await reader.entry(formerPath: path) else { throw SiteError.notFound }
            // Whoever kept it could be sent back and forth once the entry moves back.
            var caching = "public, no-cache"
            if !entry.isReadable {
                // Where it went says what it is about.
                guard try await gate.session(of: request) != nil else { throw SiteError.notFound }
                caching = "no-store"
            }
            return Response(
                status: .movedPermanently, headers: [.location: site.url(entry.path), .cacheControl: caching])
        } catch NoPage.hidden(let entry) {
            guard try await gate.session(of: request) != nil else { throw SiteError.notFound }
            guard entry.deletedAt == nil else { throw SiteError.gone }
            return ownersPage(EntryPage(entry: entry, site: site, isOwners: true))
        }
    }

    /// Why there is no page that everybody may see.
    private enum NoPage: Error {
        case missing
        case hidden(Entry)
    }

    private func ownersPage(_ page: some Page) -> Response {
        OwnerPages(templates: templates).response(page)
    }

    private func page(_ page: some Page, about topics: Set<PageTopic>) -> RenderedPage {
        site.rendered(page, templates, about: topics)
    }
}

extension Request {
    /// `photos` of `/photos/feed.atom`.
    var firstPathSegment: String { uri.path.split(separator: "/").first.map(String.init) ?? "" }

    /// The place that a page of a list begins after: the query's `before`.
    ///
    /// - Throws: 400 when it is there and no place.
    var entryCursor: EntryCursor? {
        get throws { try entryCursor("before") }
    }

    /// The place of a list that a parameter names.
    ///
    /// - Throws: 400 when it is there and no place.
    func entryCursor(_ parameter: String) throws -> EntryCursor? {
        guard let text = uri.queryParameters[Substring(parameter)] else { return nil }
        guard let cursor = EntryCursor(text) else {
            throw SiteError(.badRequest, "'\(parameter)' must be as in the links between pages")
        }
        return cursor
    }
}
