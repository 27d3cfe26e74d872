import Fetch
import IndieWeb

/// Tells the cache in front of the site, a CDN's or Varnish, which pages have changed: by `PURGE`, as both understand it.
///
/// What it isn't told of, pages with a query and changes of settings, it asks for again after a while by itself.
struct CachePurger: Sendable {
    let fetcher: Fetcher
    let site: Site

    /// Carries out a job; does nothing when there is no such cache any more.
    ///
    /// - Throws: ``JobFailure`` with the reason for the owner.
    func purge(_ job: Job) async throws {
        guard let cache = site.cachePurge else { return }
        let paths: [String]
        if let list = job.payload["list"]?.string {
            paths = Self.paths(ofList: list)
        } else if let page = job.payload["page"]?.string {
            paths = [page]
        } else {
            throw JobFailure(word: "bad_payload", text: "The job names no page.", isFinal: true)
        }
        for path in paths { try await purge(path, of: cache) }
    }

    /// What shows a list: its page and its feeds; with that of all entries, what is made of all lists.
    private static func paths(ofList list: String) -> [String] {
        let folder = list == "/" ? "" : list
        let feeds = FeedFormat.allCases.map { "\(folder)/\($0.fileName)" }
        let overviews = ["/tags", "/archive", FeedsPage.path, FeedsPage.listPath]
        return [list] + feeds + (list == "/" ? overviews : [])
    }

    private func purge(_ path: String, of cache: String) async throws {
        var request = FetchRequest(cache + path, method: .purge)
        // The pages are kept under the site's name, wherever the cache itself listens.
        request.host = site.authority
        // The owner has said where it is; most often beside the site.
        request.addresses = .any
        let status: Int
        do {
            status = try await fetcher.fetch(request).status
        } catch let error as FetchError {
            throw JobFailure(error)
        }
        // Some answer 404 for what they don't have.
        guard !(200..<300).contains(status), status != 404 else { return }
        throw JobFailure(
            word: "status_\(status)", text: "The cache answers PURGE with the status \(status) for \(path).",
            isFinal: false)
    }
}
