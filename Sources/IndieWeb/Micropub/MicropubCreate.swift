/// A request for a new post, whatever form it came in.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#create>
package struct MicropubCreate: Hashable, Sendable {
    /// The post as sent, without the photos that came as files; ``item(uploadURLs:)`` adds them.
    package private(set) var item: Mf2Item

    package private(set) var commands: MicropubCommands

    private var gallery: MicropubGallery

    /// The photos that have an address or came as files, in order.
    package var photos: [MicropubPhoto] { gallery.photos }

    /// The post with every photo in place.
    ///
    /// - Parameter uploadURLs: The address of each file of the request, in the order of ``MicropubPhoto/Source/upload(_:)``; a
    ///   file without one is left out.
    package func item(uploadURLs: [String]) -> Mf2Item {
        var item = item
        item["photo"] = gallery.values(uploadURLs: uploadURLs)
        return item
    }

    init(draft: MicropubDraft) throws(MicropubError) {
        gallery = MicropubGallery(draft.photo, alts: draft.commands.photoAlts)
        item = draft.item
        item["photo"] = gallery.values(uploadURLs: [])
        commands = draft.commands
        guard !item.properties.isEmpty || !gallery.photos.isEmpty else {
            throw .invalidRequest("The post has no properties: there is nothing to publish.")
        }
    }
}
