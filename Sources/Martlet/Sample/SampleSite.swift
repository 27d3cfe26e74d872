import Foundation
import Images
import IndieWeb

/// The sample site that development and tests use: every kind of post, with real pictures.
struct SampleSite: Sendable {
    let publisher: EntryPublisher
    let library: MediaLibrary

    /// Publishes all sample entries, oldest first.
    ///
    /// - Parameter published: called with the path of each.
    /// - Returns: how many there are.
    func fill(published: (String) -> Void = { _ in }) async throws -> Int {
        let now = publisher.clock.now()
        for (index, sample) in Self.entries.enumerated() {
            let age = Int64(Self.entries.count - index) * 9 * 3600
            let date = publisher.clock.date(at: now - age).rfc3339
            let location = try await publish(sample, date: date)
            published(location.path)
        }
        return Self.entries.count
    }

    private func publish(_ sample: SampleEntry, date: String) async throws -> Entry.Location {
        var fields = sample.fields.map { MicropubPart.field(FormField(name: $0.0, value: $0.1)) }
        fields.append(.field(FormField(name: "published", value: date)))
        var uploads: [Upload] = []
        for (index, picture) in sample.pictures.enumerated() {
            fields.append(.upload(name: "photo[]"))
            fields.append(.field(FormField(name: "mp-photo-alt[]", value: sample.alts[index])))
            uploads.append(try await library.draw(picture))
        }
        let photos = try await library.prepare(uploads, alts: sample.alts)
        let request =
            if let json = sample.json {
                try MicropubCreate(json: try JSONValue.parse(json.replacing("$date", with: date)))
            } else {
                try MicropubCreate(parts: fields)
            }
        return try await publisher.create(request, photos: photos, by: .sample).location
    }
}

/// One entry of the sample site, as a form or an app would send it.
struct SampleEntry: Sendable {
    var fields: [(String, String)] = []
    /// In place of the fields, as an app would send it; `$date` is when it was published.
    var json: String?
    var pictures: [SamplePicture] = []
    /// The alternative texts of the pictures.
    var alts: [String] = []
}

extension SampleSite {
    /// Oldest first.
    static let entries: [SampleEntry] = [
        SampleEntry(fields: [
            ("content", "First light on the new site. If you can read this, **it works**."),
            ("category[]", "meta"), ("mp-slug", "first-light"),
        ]),
        SampleEntry(fields: [("like-of", "https://indieweb.org/Micropub")]),
        SampleEntry(fields: [
            ("in-reply-to", "https://www.example.org/2026/11/which-bird-is-this"),
            ("content", "A martlet: a swallow without feet, which never lands. At least in heraldry."),
        ]),
        SampleEntry(fields: [
            ("bookmark-of", "https://www.w3.org/TR/micropub/"), ("name", "Micropub, the recommendation"),
            ("content", "Short, and still the best-kept secret of the open web."), ("category[]", "indieweb"),
        ]),
        SampleEntry(
            fields: [("content", "The sea was as flat as a plate this morning."), ("category[]", "walks")],
            pictures: [SamplePicture(type: .jpeg, width: 1600, height: 1067, seed: 7)],
            alts: ["A calm sea under a low sun, with hills along the horizon"]),
        SampleEntry(fields: [
            ("name", "How this site keeps what I write"),
            ("content", sampleArticle), ("category[]", "meta"), ("category[]", "software"),
        ]),
        SampleEntry(fields: [("repost-of", "https://example.com/notes/the-web-is-ours")]),
        SampleEntry(
            fields: [
                ("content", "Four views from the same hill, one for each hour of the walk."), ("category[]", "walks"),
            ],
            pictures: (1...4).map {
                SamplePicture(type: $0 == 3 ? .webp : .jpeg, width: 1280, height: 960, seed: UInt64(20 + $0))
            },
            alts: ["Hills in the morning", "The same hills at noon", "The hills in the afternoon", "The hills at dusk"]),
        SampleEntry(fields: [
            ("in-reply-to", "https://events.example.net/homebrew-website-club"), ("rsvp", "yes"),
            ("content", "Count me in. I'll bring biscuits."),
        ]),
        SampleEntry(fields: [
            (
                "content",
                "صباح الخير. Mixed directions & odd characters — <b>not bold</b>, “quotes”, 🐦 — must all survive."
            )
        ]),
        SampleEntry(
            fields: [("content", "A picture that moves, because some days need one.")],
            pictures: [
                {
                    var picture = SamplePicture(type: .gif, width: 320, height: 240, seed: 5)
                    picture.frames = 12
                    return picture
                }()
            ],
            alts: ["A small animated landscape, the sun wandering along the sky"]),
        SampleEntry(
            json: """
                {"type": ["h-entry"], "properties": {"published": ["$date"], "content": ["The best table is by the window."],
                 "checkin": [{"type": ["h-card"], "properties": {"name": ["Café Central"],
                   "url": ["https://cafe.example.com/"], "latitude": [48.2103], "longitude": [16.3655]}}]}}
                """),
        SampleEntry(
            json: """
                {"type": ["h-event"], "properties": {"published": ["$date"], "name": ["An evening about feeds"],
                 "start": ["2026-12-04T18:00:00+01:00"], "end": ["2026-12-04T20:00:00+01:00"],
                 "location": ["The reading room, second floor"], "content": ["Bring a reader, or come as one."]}}
                """),
        SampleEntry(
            json: """
                {"type": ["h-entry"], "properties": {"published": ["$date"], "read-status": ["finished"],
                 "read-of": [{"type": ["h-cite"], "properties": {"name": ["The Peregrine"], "author": ["J. A. Baker"],
                   "url": ["https://books.example.com/the-peregrine"]}}]}}
                """),
        SampleEntry(
            json: """
                {"type": ["h-entry"], "properties": {"published": ["$date"], "content": ["Slow, and worth it."],
                 "watch-of": [{"type": ["h-cite"], "properties": {"name": ["Winged Migration"],
                   "url": ["https://films.example.com/winged-migration"]}}]}}
                """),
        SampleEntry(
            json: """
                {"type": ["h-entry"], "properties": {"published": ["$date"],
                 "listen-of": [{"type": ["h-cite"], "properties": {"name": ["The Lark Ascending"],
                   "author": ["Ralph Vaughan Williams"], "url": ["https://music.example.com/lark"]}}]}}
                """),
        SampleEntry(fields: [
            ("content", "Swifts over the yard, filmed from the window."),
            ("video", "https://media.example.com/swifts.mp4"),
        ]),
        SampleEntry(fields: [
            ("content", "The dawn chorus, three minutes of it."), ("audio", "https://media.example.com/dawn.mp3"),
        ]),
        SampleEntry(fields: [
            (
                "content",
                "Notes need no title. They keep their line breaks,\nlike this one,\nand their links: https://indieweb.org/note"
            ),
            ("category[]", "indieweb"),
        ]),
    ]

    private static let sampleArticle = """
        A post is only worth writing if it is still there tomorrow. Three rules hold this site together.

        ## The rules

        1. Nothing is answered before it is on the disk.
        2. A picture and its smaller sizes arrive **together** or not at all.
        3. What was deleted says so: its address answers *410 Gone*.

        > The palest ink is better than the best memory.

        ### For the curious

        Posting from a terminal is one line:

        ```
        curl -H "Authorization: Bearer $TOKEN" \\
             -d content="Hello from the terminal" \\
             http://localhost:8080/micropub
        ```

        | step | on the disk |
        |---|---|
        | upload | a directory of its own |
        | commit | one row for each file |

        More about all this at [indieweb.org](https://indieweb.org/Micropub).
        """
}
