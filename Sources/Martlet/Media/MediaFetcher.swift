import Fetch
import Images
import IndieWeb

/// Fetches a picture, video or sound that an entry shows from another site into this one; until then the page shows the
/// remote one.
struct MediaFetcher: Sendable {
    let fetcher: Fetcher
    let library: MediaLibrary
    let editor: EntryEditor
    /// The largest file, in bytes.
    let largestFile: Int

    /// Carries out a job; does nothing when the entry doesn't show the picture any more.
    ///
    /// - Throws: ``JobFailure`` with the reason for the owner.
    func fetch(_ job: Job) async throws {
        let entryID = try job.entryID()
        guard let url = job.payload["url"]?.string else {
            throw JobFailure(word: "bad_payload", text: "The job names no address.", isFinal: true)
        }
        // Jobs of earlier versions name no property.
        let property = job.payload["property"]?.string.flatMap { MediaPlace.Property(rawValue: $0) } ?? .photo
        guard let shown = try await editor.media(url, in: property, ofEntry: entryID) else { return }
        let bytes = try await bytes(of: url, accept: property == .photo ? "image/*" : "\(property.rawValue)/*")
        var media: PreparedMedia
        do {
            let upload = try await library.beginUpload(for: property == .photo ? .photo : .recording)
            do {
                try await upload.append(bytes)
            } catch {
                await upload.abandon()
                throw error
            }
            media = try await library.prepare(upload, alt: shown.alt)
            media.source = url
        } catch let refusal as PictureRefusal {
            let word = property == .photo ? "not_a_picture" : "not_a_recording"
            throw JobFailure(word: word, text: refusal.message, isFinal: true)
        } catch let refusal as RecordingRefusal {
            throw JobFailure(word: "not_a_recording", text: refusal.message, isFinal: true)
        }
        do {
            try await editor.replaceMedia(url, in: property, ofEntry: entryID, by: media, library)
        } catch is EntryEditor.MediaNotWanted {}
    }

    private func bytes(of url: String, accept: String) async throws -> [UInt8] {
        var limits = FetchLimits()
        // The answer is held in memory.
        limits.bytes = min(largestFile, 64 * 1024 * 1024)
        limits.seconds = 120
        let response: FetchResponse
        do {
            response = try await fetcher.fetch(FetchRequest(url, accept: accept, redirects: 5, limits: limits))
        } catch let error as FetchError {
            throw JobFailure(error, isFinalAlsoFor: [.tooLarge])
        }
        guard response.status == 200 else {
            throw JobFailure(
                word: "status_\(response.status)", text: "The address answers with the status \(response.status).",
                isFinal: [404, 410].contains(response.status))
        }
        return response.body
    }
}

extension EntryEditor {
    /// A remote file as an entry shows it; nil when it doesn't, or is deleted.
    func media(_ url: String, in property: MediaPlace.Property, ofEntry id: Int64) async throws -> Mf2Photo? {
        let entry = try await database.read { try EntryStore.entry(id: id, $0) }
        guard let entry, entry.deletedAt == nil else { return nil }
        return entry.item.media(property).first { $0.url == url }
    }

    /// Has an entry show an upload in place of a remote file, in the transaction that gives the upload its place.
    func replaceMedia(
        _ url: String, in property: MediaPlace.Property, ofEntry id: Int64, by media: PreparedMedia,
        _ library: MediaLibrary
    ) async throws {
        let now = clock.now()
        let topics = try await library.publish([media]) { tx, _ in
            guard let entry = try EntryStore.entry(id: id, tx), entry.deletedAt == nil,
                entry.item.media(property).contains(where: { $0.url == url })
            else {
                // Not wanted any more: the transaction and with it the upload go.
                throw MediaNotWanted()
            }
            var item = entry.item
            item[property.rawValue] = item[property.rawValue].map { value in
                guard let shown = Mf2Photo(value), shown.url == url else { return value }
                let address = JSONValue.string(site.url(media.fullPath))
                // All else that the value holds stays.
                guard var object = value.object else { return address }
                object[object["value"] == nil ? "url" : "value"] = address
                return .object(object)
            }
            let new = rules.unchanged(entry, with: item)
            return try change(entry, to: new, EntryChange(at: now, by: Author.server.name, kind: .photo), tx)
        }
        await pages.renew(topics)
    }

    /// The entry doesn't show the file any more.
    struct MediaNotWanted: Error {}
}

extension Mf2Item {
    /// The values of a media property, each with its address and text.
    func media(_ property: MediaPlace.Property) -> [Mf2Photo] { self[property.rawValue].compactMap(Mf2Photo.init) }
}
