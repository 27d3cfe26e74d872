/// What the frame of a multipart body may cost. The sizes of fields and files are for the caller to count.
package struct MultipartLimits: Equatable, Sendable {
    /// Most parts in a body.
    package var parts: Int

    /// Most bytes of headers in one part, line ends included; all that the parser ever holds of a body is this much.
    package var headerBytes: Int

    /// Most header lines in one part; a folded line counts as one.
    package var headerLines: Int

    package init(parts: Int = 1000, headerBytes: Int = 8 * 1024, headerLines: Int = 16) {
        self.parts = parts
        self.headerBytes = headerBytes
        self.headerLines = headerLines
    }
}
