/// A place: where a check-in was, or where an event is.
package struct Venue: Hashable, Sendable {
    /// What it is called, else its address in one line; never empty.
    package let name: String?

    /// An absolute `http` or `https` address.
    package let url: String?

    /// Degrees north, as sent; there is a longitude too.
    package let latitude: String?

    /// Degrees east, as sent; there is a latitude too.
    package let longitude: String?

    package init(name: String? = nil, url: String? = nil, latitude: String? = nil, longitude: String? = nil) {
        self.name = name
        self.url = url
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Reads a text, an address, a `geo:` address, and nested items: h-card, h-adr, h-geo, coordinates within `geo` too.
    ///
    /// `nil` when nothing of that can be shown. Coordinates that are no place on Earth are left out.
    ///
    /// - SeeAlso: <https://microformats.org/wiki/h-geo>, <https://www.rfc-editor.org/rfc/rfc5870>
    package init?(_ json: JSONValue) {
        let reader = NestedValue(json)
        let point = Self.point(json) ?? reader.value("geo").flatMap(Self.point)
        let name = reader.name.flatMap { $0.hasPrefix("geo:") ? nil : $0 } ?? Self.postalAddress(reader)
        guard name != nil || reader.url != nil || point != nil else { return nil }
        self.init(name: name, url: reader.url, latitude: point?.latitude, longitude: point?.longitude)
    }

    private static func point(_ json: JSONValue) -> (latitude: String, longitude: String)? {
        let reader = NestedValue(json)
        if let latitude = reader.value("latitude"), let longitude = reader.value("longitude") {
            return point(literal(latitude), literal(longitude))
        }
        guard let text = json.string ?? json.object?["value"]?.string, text.hasPrefix("geo:") else { return nil }
        let coordinates = text.dropFirst(4).prefix { $0 != ";" }.split(separator: ",", maxSplits: 3)
        guard coordinates.count >= 2 else { return nil }
        return point(String(coordinates[0]), String(coordinates[1]))
    }

    private static func point(_ latitude: String, _ longitude: String) -> (latitude: String, longitude: String)? {
        guard isNumber(latitude, within: 90), isNumber(longitude, within: 180) else { return nil }
        return (latitude, longitude)
    }

    private static func literal(_ value: JSONValue) -> String {
        if case .number(let number) = value { number.literal } else { value.string ?? "" }
    }

    /// Decimal digits only: `0x1p3` and `nan` are numbers for Swift too, and no coordinates.
    private static func isNumber(_ text: String, within limit: Double) -> Bool {
        guard text.utf8.count <= 40, text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }) else { return false }
        return Double(text).map { abs($0) <= limit } ?? false
    }

    private static func postalAddress(_ reader: NestedValue) -> String? {
        let parts = ["street-address", "locality", "region", "country-name"].compactMap { reader.value($0)?.string }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
