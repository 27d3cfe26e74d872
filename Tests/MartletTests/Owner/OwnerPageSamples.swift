import IndieWeb
import Testing

@testable import Martlet

/// Every page of the owner with a text in each place that somebody else's words can come to.
enum OwnerPageSamples {
    static func pages(site: Site, text: String, clock: Clock) throws -> [any Page] {
        var frame = OwnerFrame(site, csrf: text, isSignedIn: true)
        frame.problem = text
        frame.notice = text
        frame.noticeLink = (url: "https://a.example/?" + text, text: text)
        frame.undoURL = "https://a.example/?" + text
        let request = ClientRequest(
            requestedAt: TestSite.start, client: text, isProven: true, tokenID: 1, what: text, status: 401,
            reason: text, message: text)
        let addressed = ClientRequest(
            requestedAt: TestSite.start, client: "https://a.example/" + text, isProven: false, tokenID: nil, what: text,
            status: 200,
            reason: nil, message: nil)
        let session = Session(
            id: 1, method: .passphrase, userAgent: text, createdAt: TestSite.start, lastSeenAt: TestSite.start,
            confirmedAt: TestSite.start)
        let scope = try #require(Scope("create"))
        let tokens = [nil, TestSite.start].map { end in
            Token(
                id: 1, name: text, scope: scope, clientID: text, createdAt: TestSite.start, lastUsedAt: TestSite.start,
                revokedAt: end, lifetime: 60, expiresAt: TestSite.start + 60)
        }
        let failure = SignInFailure(step: .metadata, message: text, found: [(text, text)])
        let check = SelfTest.Check(name: text, outcome: .failed, message: text, found: [(text, text)])
        let link = (url: "https://a.example/?" + text, text: text)
        return [
            SetupPage(frame: frame, key: text, isReset: true),
            SignInPage(frame: frame, usesPassphrase: true, returnPath: text, client: text, address: text),
            SignInFailedPage(frame: frame, failure: failure), PassphrasePage(frame: frame, demand: .passphrase),
            TokensPage(
                frame: frame, tokens: tokens, refusals: [1: request], demand: .passphrase, clock: clock,
                refused: [FormField(name: "name", value: text)]),
            SessionsPage(frame: frame, sessions: [session], current: 1, clock: clock),
            ClientLogPage(frame: frame, requests: [request, addressed], names: [:], clock: clock),
            AdminPage(
                frame: frame, tokens: 1, sessions: 1, refused: 1, refusals: 2,
                jobs: OwnerJobStore.Counts(givenUp: 1, waiting: 1), clock: clock,
                themeProblems: [ThemeProblem(file: text, line: 3, reason: text)]),
            SelfTestPage(frame: frame, checks: [check]),
            MessagePage(frame: frame, heading: text, message: text, detail: text, link: link), ClientPage(site: site),
            try consent(frame, text),
        ] + (try writing(frame, text, clock))
    }

    private static func search(_ entries: [Entry], _ text: String, _ site: Site) -> SearchPage {
        let found = entries.map { SearchResult(entry: $0, snippet: "\u{2}\(text)\u{3} \(text)\u{2}") }
        return SearchPage(
            query: SearchQuery(text: text, tag: text, date: text, type: text),
            results: SearchResults(found: found, firstNumber: 4, total: 9, isCut: true, next: 1), site: site)
    }

    /// The pages about posts.
    private static func writing(_ frame: OwnerFrame, _ text: String, _ clock: Clock) throws -> [any Page] {
        var properties: JSONObject = ["content": [.string(text)], "name": [.string(text)]]
        let place: JSONValue = [
            "type": ["h-card"],
            "properties": [
                "name": [.string(text)], "url": ["https://a.example/"], "latitude": ["51.5"], "longitude": ["-0.1"],
            ],
        ]
        let book: JSONValue = [
            "type": ["h-cite"],
            "properties": ["name": [.string(text)], "url": ["https://a.example/"], "author": [.string(text)]],
        ]
        for name in ["read-of", "watch-of", "listen-of", "in-reply-to"] { properties[name] = [book] }
        properties["read-status"] = ["finished"]
        properties["checkin"] = [place]
        properties["location"] = [place]
        properties["start"] = [.string(text)]
        properties["end"] = ["2026-11-21T08:00:00Z"]
        func entry(_ type: PostType, _ state: EntryState) -> Entry {
            var entry = Entry(
                id: 1, slug: "x", path: "/notes/x", postType: type,
                item: Mf2Item(type: [type == .event ? "h-event" : "h-entry"], properties: properties),
                published: PostDate(secondsSince1970: TestSite.start, offsetSeconds: 0), updatedAt: TestSite.start,
                deletedAt: nil)
            entry.state = state
            return entry
        }
        let entries = [entry(.event, .draft), entry(.checkin, .scheduled), entry(.read, .published)]
        let change = EntryChange(at: TestSite.start, by: text, kind: .update)
        let versions = [2, 1].map { number in
            Revision(
                version: number, item: number == 1 ? Mf2Item(type: ["h-entry"]) : entries[0].item, state: .published,
                visibility: .public, change: change)
        }
        let refused = [RefusedPost.Format.json, .form].map { format in
            let body = format == .json ? text : QueryString.encode([("content", text), (text, text)])
            return RefusedPost(
                id: 1, refusedAt: TestSite.start, client: text, format: format, body: body, status: 400, reason: text,
                message: text)
        }
        let typed: [RepairedPost] = [.fields([FormField(name: text, value: text)]), .text(text)]
        let repaired = typed.map { post in
            RefusedPage(
                frame: frame, list: RefusedPostList(posts: [refused[1]]), clock: clock, isWhole: true,
                repair: .init(post: post, complaint: text))
        }
        let job = Job(
            id: 1, kind: .fetchPhoto, payload: ["url": .string(text), "entry": 1], host: text, createdAt: 0, runAt: 0,
            attempts: 1, leasedUntil: nil, failure: text, failureText: text, givenUpAt: nil)
        let upload = OwnerMediaStore.Row(
            media: UploadedMedia(
                id: 1, name: "00112233445566778899aabbccddeeff", alt: text, uploadedAt: 0, kind: .picture,
                file: "full.jpg", mediaType: text, sizeBytes: 1, filename: text), preview: "thumb.webp", uses: 2)
        let share = Share(
            id: 1, target: .media(1), isOnce: true, isDestroying: true, createdAt: 0, expiresAt: 1, redeemedAt: nil)
        let contact = Contact(
            id: 1, nickname: text, name: text, url: "https://a.example/?" + text, photo: "https://a.example/?" + text)
        let channel = EntryChannel(uid: text, name: text)
        let place1 = ListPlace(isFirst: true, older: entries[0].cursor, newer: nil)
        return [
            PostsPage(
                frame: frame, place: .init(tab: .draft), counts: [.draft: 1], entries: entries, neighbours: place1,
                clock: clock),
            HistoryPage(frame: frame, entry: entries[0], revisions: versions, clock: clock),
            RefusedPage(frame: frame, list: RefusedPostList(posts: refused, older: 1), clock: clock),
            JobsPage(frame: frame, jobs: [job], more: 1, entries: [1: entries[0]], clock: clock),
            OwnerMediaPage(
                frame: frame, rows: [upload, OwnerMediaStore.Row(media: upload.media, preview: nil, uses: 0)],
                hasOlder: true, lacksAlt: true, shares: [share], clock: clock),
            SharePage(frame: frame, share: share, action: "/share/x"),
            HomePage(articles: ["<article></article>"], site: frame.site, place: place1, list: .channel(channel)),
            TagsPage(tags: [(text, 2)], site: frame.site), AboutPage(entry: entry(.page, .published), site: frame.site),
            StaticPagesPage(frame: frame, entries: entries + [entry(.page, .draft)], hasMore: true),
            search(entries, text, frame.site),
        ] + repaired + entries.map { EntryPage(entry: $0, site: frame.site, isOwners: true) }
            + forms(frame, text, contact, channel) + pageForms(frame, text, entry(.page, .draft))
    }

    /// The pages with forms that are shown again, for a new one and for one that is there.
    private static func forms(
        _ frame: OwnerFrame, _ text: String, _ contact: Contact, _ channel: EntryChannel
    ) -> [any Page] {
        let fields = ["nickname", "name", "url", "photo", "uid"].map { FormField(name: $0, value: text) }
        return [nil, contact.id].map { id in
            ContactsPage(
                frame: frame, contacts: [contact], refused: RefusedForm(of: id, fields: fields, complaint: text))
        }
            + [nil, channel.uid].map { uid in
                ChannelsPage(
                    frame: frame, channels: [channel], counts: [:],
                    refused: RefusedForm(of: uid, fields: fields, complaint: text))
            }
    }

    private static func pageForms(_ frame: OwnerFrame, _ text: String, _ entry: Entry) -> [any Page] {
        let fields = ["name", "slug", "text", "status", "version"].map { FormField(name: $0, value: text) }
        let refused = [nil, entry.id].map { RefusedForm<Int64>(of: $0, fields: fields, complaint: text) }
        return [
            StaticPageFormPage(frame: frame, entry: nil, refused: refused[0]),
            StaticPageFormPage(frame: frame, entry: entry),
            StaticPageFormPage(frame: frame, entry: entry, refused: refused[1], isConflict: true),
        ]
    }

    private static func consent(_ frame: OwnerFrame, _ text: String) throws -> ConsentPage {
        let fields = IndieAuthClient(scope: "create x<script>", verifier: nil).parameters
        let request = try AuthorizationRequest.parse(fields.map { FormField(name: $0.0, value: $0.1) })
        let information = ClientInformation(
            name: text, logo: "https://a.example/?" + text, uri: "https://a.example/?" + text)
        return ConsentPage(
            frame: frame, request: request, sealed: text, details: .init(information: information, problem: text),
            mayOmitPKCE: true)
    }
}
