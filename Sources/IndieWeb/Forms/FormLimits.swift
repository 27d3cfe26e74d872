/// What a form may cost before it is refused.
package struct FormLimits: Equatable, Sendable {
    /// Most bytes of an encoded body.
    package var bytes: Int

    /// Most fields, that is, name and value pairs.
    package var fields: Int

    /// Most bracketed segments in one name; `photo[0][value]` has two.
    package var depth: Int

    package init(bytes: Int = 1 << 20, fields: Int = 1000, depth: Int = 4) {
        self.bytes = bytes
        self.fields = fields
        self.depth = depth
    }
}
