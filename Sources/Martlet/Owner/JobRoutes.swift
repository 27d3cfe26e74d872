import HTTPTypes
import Hummingbird
import IndieWeb

/// The owner's page of jobs.
struct JobRoutes: Sendable {
    let site: Site
    let database: AppDatabase
    let clock: Clock
    let pages: OwnerPages

    /// How many jobs the page shows.
    private static let most = 100

    /// `GET /admin/jobs`
    func list(_ owner: OwnerVisit) async throws -> Response { try await page(owner) }

    /// `POST /admin/jobs/{id}/retry`
    func retry(_ owner: OwnerVisit) async throws -> Response {
        let (id, now) = (try owner.visit.context.id(), clock.now())
        return try await change(owner, done: "retried") { try JobStore.retry(id, at: now, $0) }
    }

    /// `POST /admin/jobs/{id}/drop`
    func drop(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        return try await change(owner, done: "dropped") { try JobStore.drop(id, $0) }
    }

    /// Changes a job, unless it is one that a post decides about.
    private func change(
        _ owner: OwnerVisit, done: String, _ change: @escaping @Sendable (AppDatabase.Transaction) throws -> Bool
    ) async throws -> Response {
        let id = try owner.visit.context.id()
        let isDone: Bool? = try await database.write { tx in
            try OwnerJobStore.isPublishing(id, tx) ? nil : try change(tx)
        }
        guard let isDone else { return try await page(owner, problem: Self.publishing) }
        guard isDone else { throw SiteError.notFound }
        return .seeOther(OwnerPath.jobs + "?done=" + done)
    }

    /// Why nothing was done to a job that publishes a post.
    private static let publishing =
        "A scheduled post comes out by this job. Publish or delete the post among your posts instead."

    private static let notices = ["retried": "The job is tried again now.", "dropped": "The job is dropped."]

    private func page(_ owner: OwnerVisit, problem: String? = nil) async throws -> Response {
        let (jobs, counts, entries) = try await database.read { tx in
            let jobs = try OwnerJobStore.jobs(limit: Self.most, tx)
            let ids = Set(jobs.compactMap { try? $0.entryID() })
            return (jobs, try OwnerJobStore.counts(tx), try OwnerPostStore.entries(ids, tx))
        }
        let frame = OwnerFrame(
            site, owner.visit, path: OwnerPath.jobs, problem: problem,
            notice: owner.visit.parameter("done").flatMap { Self.notices[$0] })
        let more = max(0, counts.givenUp + counts.waiting - jobs.count)
        let page = JobsPage(frame: frame, jobs: jobs, more: more, entries: entries, clock: clock)
        return pages.response(page, status: problem == nil ? .ok : .conflict)
    }
}

/// The values of `jobs.mustache`.
struct JobsPage: Page {
    static let template = "jobs"

    let frame: OwnerFrame
    let jobs: [Job]
    /// How many there are beside these.
    var more = 0
    /// The entries that the jobs are about, as far as they are there.
    var entries: [Int64: Entry] = [:]
    let clock: Clock

    var values: [String: Any] {
        var values = frame.values(title: "Jobs")
        values["jobs"] = jobs.map(job)
        values["hasJobs"] = !jobs.isEmpty
        values["hasMore"] = more > 0
        values["more"] = String(more)
        values["scheduledURL"] = frame.site.url("\(OwnerPath.posts)?show=\(PostsPage.Tab.scheduled.rawValue)")
        return values
    }

    private func job(_ job: Job) -> [String: Any] {
        let base = frame.site.url("\(OwnerPath.jobs)/\(job.id)")
        let isRunning = job.leasedUntil.map { $0 > clock.now() } ?? false
        let entry = (try? job.entryID()).flatMap { entries[$0] }
        var values: [String: Any] = ["id": String(job.id), "kind": job.kind.rawValue, "what": job.kind.label]
        values["address"] = job.payload["url"]?.string ?? ""
        values["hasAddress"] = job.payload["url"]?.string != nil
        values["hasPost"] = entry != nil
        values["postTitle"] = entry.map { EntryValues($0, site: frame.site).headline } ?? ""
        // A deleted one has no page but its history.
        values["postURL"] =
            entry.map { frame.site.url($0.deletedAt == nil ? $0.path : "\(OwnerPath.posts)/\($0.id)/history") } ?? ""
        values["state"] = job.givenUpAt != nil ? "given up" : isRunning ? "running" : "waiting"
        values["isGivenUp"] = job.givenUpAt != nil
        values["attempts"] = String(job.attempts)
        values["hasNext"] = job.givenUpAt == nil
        values["nextText"] = clock.date(at: job.runAt).text
        values["reason"] = job.failure ?? ""
        values["failure"] = job.failureText ?? ""
        values["hasFailure"] = job.failure != nil
        values["isPublishing"] = job.kind == .publishEntry
        values["retryURL"] = base + "/retry"
        values["dropURL"] = base + "/drop"
        return values
    }
}

extension Job.Kind {
    /// What the owner calls it.
    fileprivate var label: String {
        switch self {
        case .publishEntry: "Publish a post at its time"
        case .fetchPhoto: "Fetch a file"
        case .remakeMedia: "Make the sizes of a picture"
        case .removeMedia: "Remove the files of a deleted picture"
        case .indexSearch: "Make earlier posts findable"
        case .pingHub: "Tell the hub of a change"
        case .purge: "Tell the cache in front of a change"
        case .sweep: "Clear away what is too old"
        }
    }
}
