/// The picture that browsers show beside the name of a search.
package struct OpenSearchImage: Hashable, Sendable {
    package var url: String

    package var type: String

    /// Pixels.
    package var width: Int

    /// Pixels.
    package var height: Int

    package init(url: String, type: String, width: Int, height: Int) {
        self.url = url
        self.type = type
        self.width = width
        self.height = height
    }
}
