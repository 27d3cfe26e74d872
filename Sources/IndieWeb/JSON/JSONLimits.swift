/// What a JSON text may cost before it is refused.
package struct JSONLimits: Equatable, Sendable {
    /// Most bytes of the text, a byte order mark included.
    package var bytes: Int

    /// Most arrays and objects inside one another; `[[1]]` has two. The parser's recursion is bounded by it.
    package var depth: Int

    package init(bytes: Int = 1 << 20, depth: Int = 32) {
        self.bytes = bytes
        self.depth = depth
    }
}
