/// What the readers of a create request collect: names sorted into properties and commands, limits held.
struct MicropubDraft {
    private(set) var commands = MicropubCommands()

    /// The properties whose values may come as files.
    static let mediaProperties = ["photo", "video", "audio"]

    /// The values of each media property. They stand in ``item`` too, but for the texts that come separately, and files.
    private(set) var media: [String: [MicropubGallery.Value]] = [:]

    private let type: [String]
    private var properties = JSONObject()
    private var children: JSONValue?
    private var meter: MicropubMeter

    init(type: [String], limits: MicropubLimits) {
        self.type = type
        meter = MicropubMeter(limits: limits)
    }

    var item: Mf2Item { Mf2Item(type: type, properties: properties, children: children) }

    /// Takes the values of one name of the request; empty values say nothing and are dropped.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` when a limit is passed.
    mutating func add(_ name: String, _ values: [JSONValue]) throws(MicropubError) {
        try meter.check(name, values)
        switch MicropubName(name) {
        case .reserved: break
        case .command(let command): commands.append(values, to: command)
        case .property:
            let values = values.filter { !$0.isBlank }
            guard !values.isEmpty else { return }
            properties[name] = .array(values)
            if Self.mediaProperties.contains(name) { media[name] = values.map(MicropubGallery.Value.sent) }
        }
    }

    /// Takes all values of a media property, those that came as files among them.
    mutating func addMedia(_ name: String, _ values: [MicropubGallery.Value]) throws(MicropubError) {
        try meter.checkCount(of: name, values.count)
        let sent = values.compactMap { value in
            if case .sent(let json) = value { json } else { nil }
        }
        try add(name, sent)
        media[name] = values.filter { value in
            if case .sent(let json) = value { !json.isBlank } else { true }
        }
    }

    /// Takes the items that an mf2 item holds beside its properties.
    mutating func add(children values: JSONValue) throws(MicropubError) {
        try meter.check("children", values.values)
        children = values
    }
}
