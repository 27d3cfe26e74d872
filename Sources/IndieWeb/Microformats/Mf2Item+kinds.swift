extension Mf2Item {
    /// What a property such as `read-of`, `watch-of`, `listen-of` or `like-of` is about, in order.
    package func citations(_ name: String) -> [Citation] { self[name].compactMap(Citation.init) }

    /// The first of ``citations(_:)``.
    package func citation(_ name: String) -> Citation? { citations(name).first }

    /// How far the author has come with a book; `nil` for a word that is none of the three.
    package var readStatus: ReadStatus? { string("read-status").flatMap { ReadStatus(rawValue: $0.lowercased()) } }

    /// Where the author has checked in.
    package var checkin: Venue? { self["checkin"].lazy.compactMap(Venue.init).first }

    /// Where an event takes place, or where a post was written.
    package var location: Venue? { self["location"].lazy.compactMap(Venue.init).first }

    /// When an event begins, as sent.
    package var eventStart: String? { string("start") }

    /// When an event ends, as sent.
    package var eventEnd: String? { string("end") }

    /// The place of an event in words: its name, else its address, else its coordinates.
    package var eventLocation: String? {
        guard let location else { return nil }
        if let name = location.name ?? location.url { return name }
        guard let latitude = location.latitude, let longitude = location.longitude else { return nil }
        return "\(latitude), \(longitude)"
    }
}
