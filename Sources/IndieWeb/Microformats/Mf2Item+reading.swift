extension Mf2Item {
    /// The plain texts of a property: strings, and for objects their `value`, else their first `name`.
    package func strings(_ name: String) -> [String] {
        self[name].compactMap { value in
            value.string ?? value.object?["value"]?.string ?? Mf2Item(value)?.string("name")
        }
    }

    /// The first of ``strings(_:)`` that is not empty.
    package func string(_ name: String) -> String? {
        strings(name).first { !$0.isEmpty }
    }

    /// The addresses of a property: strings, and for nested items such as an h-cite their `url`, else their `value`.
    ///
    /// Only absolute `http` and `https` addresses; anything else is no place to link to.
    package func urls(_ name: String) -> [String] {
        self[name].compactMap { value in
            if let string = value.string { return WebAddress.isValid(string) ? string : nil }
            let nested = Mf2Item(value)?["url"].compactMap(\.string) ?? []
            let flat = ["url", "value"].compactMap { value.object?[$0]?.values.first?.string }
            return (nested + flat).first(where: WebAddress.isValid)
        }
    }

    /// The first of ``urls(_:)``.
    package func url(_ name: String) -> String? { urls(name).first }

    /// The values of a property that are items themselves, such as the h-card of a `checkin`.
    package func items(_ name: String) -> [Mf2Item] { self[name].compactMap(Mf2Item.init) }

    /// The first `content` that holds any.
    package var content: Mf2Content? { self["content"].lazy.compactMap(Mf2Content.init).first }

    /// Every `photo` with an address, in order.
    package var photos: [Mf2Photo] { self["photo"].compactMap(Mf2Photo.init) }
}
