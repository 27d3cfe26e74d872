package import Markup

extension ClientInformation {
    /// Reads the home page of a client that has no metadata document: its h-app, and its `redirect_uri` links.
    ///
    /// An `h-app` or `h-x-app` counts only if one of its `url` values is the client's id; a page may show other apps.
    ///
    /// - Parameters:
    ///   - linkHeaders: the values of all `Link` headers; their addresses come first.
    ///   - url: where the page was found.
    /// - SeeAlso: <https://indieauth.spec.indieweb.org/#redirect-url>
    package static func parse(
        html: HTMLTree, linkHeaders: [String], url: String, clientID: ClientID
    ) -> ClientInformation {
        let base = BaseURL.of(html, at: url)
        let inHeaders = LinkHeader.parse(linkHeaders).filter { $0.rels.contains("redirect_uri") }.map(\.target)
        let inDocument = html.root.descendants(named: "link").lazy.compactMap { node in
            LinkRelation.words(node[attribute: "rel"] ?? "").contains("redirect_uri") ? node[attribute: "href"] : nil
        }
        let fromHeaders = redirectURIs(inHeaders, base: BaseURL(url))
        // Reading these again changes nothing about them; it drops what stands in both places.
        let redirectURIs = redirectURIs(fromHeaders + redirectURIs(inDocument.map(trimmed), base: base), base: nil)

        let item = AppItem.all(in: html).first { item in
            item.urls.contains { base?.resolve($0).flatMap(HTTPURL.init)?.withoutFragment == clientID.url.description }
        }
        return ClientInformation(
            name: item?.name.flatMap { DisplayText.clean($0) },
            logo: logo(item?.logo, base: base, clientID: clientID),
            uri: item == nil ? nil : clientID.url.description,
            redirectURIs: redirectURIs)
    }

    private static func trimmed(_ attribute: String) -> String {
        let bytes = attribute.utf8.drop(while: LinkRelation.isBlank)
        let end = bytes.lastIndex { !LinkRelation.isBlank($0) }.map(bytes.index(after:)) ?? bytes.startIndex
        return String(Substring(bytes[..<end]))
    }
}
