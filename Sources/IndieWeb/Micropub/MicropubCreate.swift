/// A request for a new post, whatever form it came in.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#create>
package struct MicropubCreate: Hashable, Sendable {
    /// The post as sent, without the media that came as files; ``item(uploadURLs:)`` adds them.
    package private(set) var item: Mf2Item

    package private(set) var commands: MicropubCommands

    /// By property.
    private var galleries: [String: MicropubGallery]

    /// The photos that have an address or came as files, in order.
    package var photos: [MicropubPhoto] { galleries["photo"]?.photos ?? [] }

    /// All media of the post that have an address or came as files: photos first, in order.
    package var media: [MicropubPhoto] { MicropubDraft.mediaProperties.flatMap { galleries[$0]?.photos ?? [] } }

    /// The post with every file in place.
    ///
    /// - Parameter uploadURLs: The address of each file of the request, in the order of ``MicropubPhoto/Source/upload(_:)``; a
    ///   file without one is left out.
    package func item(uploadURLs: [String]) -> Mf2Item {
        var item = item
        for (property, gallery) in galleries { item[property] = gallery.values(uploadURLs: uploadURLs) }
        return item
    }

    init(draft: MicropubDraft) throws(MicropubError) {
        galleries = [:]
        for (property, values) in draft.media {
            galleries[property] = MicropubGallery(values, alts: property == "photo" ? draft.commands.photoAlts : [])
        }
        item = draft.item
        for (property, gallery) in galleries { item[property] = gallery.values(uploadURLs: []) }
        commands = draft.commands
        guard !item.properties.isEmpty || !media.isEmpty else {
            throw .invalidRequest("The post has no properties: there is nothing to publish.")
        }
    }
}
