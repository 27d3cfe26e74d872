import Fetch
import Images
import IndieWeb

/// Fetches a picture that an entry shows from another site into this one; until then the page shows the remote one.
struct PhotoFetcher: Sendable {
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
        guard let shown = try await editor.photo(url, inEntry: entryID) else { return }
        let bytes = try await bytes(of: url)
        var photo: PreparedMedia
        do {
            let upload = try await library.beginUpload()
            do {
                try await upload.append(bytes)
            } catch {
                await upload.abandon()
                throw error
            }
            photo = try await library.prepare(upload, alt: shown.alt)
            photo.source = url
        } catch let refusal as PictureRefusal {
            throw JobFailure(word: "not_a_picture", text: refusal.message, isFinal: true)
        }
        do {
            try await editor.replacePhoto(url, inEntry: entryID, by: photo, library)
        } catch is EntryEditor.PhotoNotWanted {}
    }

    private func bytes(of url: String) async throws -> [UInt8] {
        var limits = FetchLimits()
        // The answer is held in memory.
        limits.bytes = min(largestFile, 64 * 1024 * 1024)
        limits.seconds = 120
        let response: FetchResponse
        do {
            response = try await fetcher.fetch(FetchRequest(url, accept: "image/*", redirects: 5, limits: limits))
        } catch let error as FetchError {
            let isFinal = [.invalidURL, .unsupportedScheme, .blockedAddress, .tooLarge].contains(error.reason)
            throw JobFailure(word: error.reason.rawValue, text: error.description, isFinal: isFinal)
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
    /// A remote picture as an entry shows it; nil when it doesn't, or is deleted.
    func photo(_ url: String, inEntry id: Int64) async throws -> Mf2Photo? {
        let entry = try await database.read { try EntryStore.entry(id: id, $0) }
        guard let entry, entry.deletedAt == nil else { return nil }
        return entry.item.photos.first { $0.url == url }
    }

    /// Has an entry show an uploaded picture in place of a remote one, in the transaction that gives the picture its place.
    func replacePhoto(
        _ url: String, inEntry id: Int64, by photo: PreparedMedia, _ library: MediaLibrary
    ) async throws {
        let now = clock.now()
        try await library.publish([photo]) { tx, _ in
            guard let entry = try EntryStore.entry(id: id, tx), entry.deletedAt == nil,
                entry.item.photos.contains(where: { $0.url == url })
            else {
                // Not wanted any more: the transaction and with it the picture go.
                throw PhotoNotWanted()
            }
            var item = entry.item
            item["photo"] = item["photo"].map { value in
                guard let shown = Mf2Photo(value), shown.url == url else { return value }
                let address = JSONValue.string(site.url(photo.fullPath))
                // All else that the value holds stays.
                guard var object = value.object else { return address }
                object[object["value"] == nil ? "url" : "value"] = address
                return .object(object)
            }
            let new = rules.unchanged(entry, with: item)
            try change(entry, to: new, EntryChange(at: now, by: Author.server.name, kind: .photo), tx)
        }
        pages.invalidate()
    }

    /// The entry doesn't show the picture any more.
    struct PhotoNotWanted: Error {}
}
