import Fetch
import IndieWeb

/// Tells the WebSub hub that a list has changed: its page, and its feed in each form.
///
/// The hub then fetches each of them and hands it to whoever subscribed there. How a publisher tells a hub is left open by
/// the specification; what is sent here all known hubs understand.
///
/// - SeeAlso: <https://www.w3.org/TR/websub/#publishing>
struct HubPinger: Sendable {
    let fetcher: Fetcher
    let site: Site

    /// Carries out a job; does nothing when there is no hub any more.
    ///
    /// Each address is a request of its own: not every hub reads a second one. A list that was told in part is told again as
    /// a whole, which costs the hub a look.
    ///
    /// - Throws: ``JobFailure`` with the reason for the owner.
    func ping(_ job: Job) async throws {
        guard let hub = site.hub else { return }
        guard let path = job.payload["list"]?.string else {
            throw JobFailure(word: "bad_payload", text: "The job names no list.", isFinal: true)
        }
        for topic in topics(of: path) { try await tell(hub, of: topic) }
    }

    /// What can be subscribed to of a list, as the links with `rel=self` have it.
    private func topics(of path: String) -> [String] {
        let folder = path == "/" ? "" : path
        return FeedFormat.allCases.map { site.url("\(folder)/\($0.fileName)") } + [site.url(path)]
    }

    private func tell(_ hub: String, of topic: String) async throws {
        // Some hubs read the one name, some the other.
        let form = QueryString.encode([("hub.mode", "publish"), ("hub.topic", topic), ("hub.url", topic)])
        let request = FetchRequest(
            hub, method: .post(body: Array(form.utf8), mediaType: "application/x-www-form-urlencoded"))
        let status: Int
        do {
            status = try await fetcher.fetch(request).status
        } catch let error as FetchError {
            throw JobFailure(error)
        }
        guard !(200..<300).contains(status) else { return }
        throw JobFailure(
            word: "status_\(status)", text: "The hub answers with the status \(status) for \(topic).",
            // It understood and doesn't want to; being asked too often is no such answer.
            isFinal: (400..<500).contains(status) && ![408, 429].contains(status))
    }
}
