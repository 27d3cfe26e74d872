import Markup

extension BaseURL {
    /// The address against which the links of a fetched document are resolved.
    ///
    /// That of its first `<base href>`, itself relative to where the document was found; without one, where it was
    /// found. `nil` unless that was an `http` or `https` address.
    static func of(_ document: HTMLTree, at url: String) -> BaseURL? {
        let found = BaseURL(url)
        let href = document.root.descendants(named: "base").lazy.compactMap { $0[attribute: "href"] }.first
        guard let href, let base = found?.resolve(href) else { return found }
        return BaseURL(base) ?? found
    }
}
