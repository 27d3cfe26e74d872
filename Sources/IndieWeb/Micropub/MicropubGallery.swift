/// The `photo` values of a new post while some of them are still files without an address.
struct MicropubGallery: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        /// As sent, with or without an address that can be read.
        case sent(JSONValue)
        case upload(Int, alt: String?)
    }

    private var values: [Value]

    /// - Parameter alts: Texts by position, for those photos that bring none of their own.
    init(_ values: [Value], alts: [String]) {
        self.values = values
        for (position, alt) in zip(self.values.indices, alts) where !alt.isEmpty {
            self.values[position] = Self.value(values[position], alt: alt)
        }
    }

    var photos: [MicropubPhoto] {
        values.compactMap { value in
            switch value {
            case .sent(let json): Mf2Photo(json).map { MicropubPhoto(source: .url($0.url), alt: $0.alt) }
            case .upload(let index, let alt): MicropubPhoto(source: .upload(index), alt: alt)
            }
        }
    }

    func values(uploadURLs: [String]) -> [JSONValue] {
        values.compactMap { value in
            switch value {
            case .sent(let json): json
            case .upload(let index, let alt):
                uploadURLs.indices.contains(index) ? Mf2Photo(url: uploadURLs[index], alt: alt).json : nil
            }
        }
    }

    private static func value(_ value: Value, alt: String) -> Value {
        switch value {
        case .sent(.string(let url)): return .sent(Mf2Photo(url: url, alt: alt).json)
        case .sent(.object(var object)) where Mf2Photo(.object(object)).map({ $0.alt == nil }) == true:
            object["alt"] = .string(alt)
            return .sent(.object(object))
        case .upload(let index, nil): return .upload(index, alt: alt)
        default: return value
        }
    }
}
