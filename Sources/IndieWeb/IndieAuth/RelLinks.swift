package import Markup

/// The links that an answer advertises by relation, in its headers and in its document, as absolute addresses.
///
/// Links of headers come before those of the document, and each in the order in which they stand: the first one of a
/// relation is the one to use. Only `http` and `https` addresses are kept, normalised as ``HTTPURL`` does.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#discovery-by-clients>
package struct RelLinks: Sendable {
    /// Most links of headers, and most of a document, that are looked at; each may have a few relations.
    package static let maximumCount = 1000

    private var links: [(rel: String, url: String)] = []

    /// Collects the links of one answer.
    ///
    /// - Parameters:
    ///   - linkHeaders: the values of all its `Link` headers, resolved against `url`.
    ///   - document: its body, if that was HTML; resolved against its `<base>`, else against `url`.
    ///   - url: where the answer came from in the end, after redirects.
    ///   - includingAnchors: whether `<a rel>` counts as well as `<link rel>`. For IndieAuth it must not: visitors'
    ///     comments may hold an `<a>`.
    package init(linkHeaders: [String], document: HTMLTree?, url: String, includingAnchors: Bool = false) {
        if let base = BaseURL(url) {
            for link in LinkHeader.parse(linkHeaders) { add(link.rels, link.target, base) }
        }
        guard let document, let base = BaseURL.of(document, at: url) else { return }
        var count = 0
        for node in document.root.descendants where count < Self.maximumCount {
            guard node.name == "link" || (includingAnchors && node.name == "a"),
                let rel = node[attribute: "rel"], let href = node[attribute: "href"]
            else { continue }
            count += 1
            add(LinkRelation.words(rel), href, base)
        }
    }

    /// The first address of a relation, given in lower case.
    package subscript(rel: String) -> String? { links.first { $0.rel == rel }?.url }

    /// All addresses of a relation, given in lower case.
    package func all(_ rel: String) -> [String] { links.filter { $0.rel == rel }.map(\.url) }

    private mutating func add(_ rels: [String], _ target: String, _ base: BaseURL) {
        guard !rels.isEmpty, let url = base.resolve(target).flatMap(HTTPURL.init) else { return }
        for rel in rels { links.append((rel, url.description)) }
    }
}
