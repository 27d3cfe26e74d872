/// How much of an untrusted HTML document is read; what lies beyond is left out, without an error.
package struct HTMLLimits: Sendable {
    /// The first bytes of the document that are read at all.
    package var bytes: Int
    /// Elements and texts, together.
    package var nodes: Int
    /// Elements inside each other. Deeper ones are kept, as children of the element at this depth.
    package var depth: Int

    /// - Parameters:
    ///   - bytes: 4 MiB when not given.
    ///   - nodes: 200,000 when not given.
    ///   - depth: 200 when not given.
    package init(bytes: Int = 4 << 20, nodes: Int = 200_000, depth: Int = 200) {
        self.bytes = bytes
        self.nodes = nodes
        self.depth = depth
    }

    /// For one fragment that is to be shown: enough for what a text of 1 MiB can become, at about 70 bytes a node.
    package static let fragment = HTMLLimits(bytes: 16 << 20, nodes: 1_200_000)
}
