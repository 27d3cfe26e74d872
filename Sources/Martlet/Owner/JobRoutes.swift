import HTTPTypes
import Hummingbird
import IndieWeb

/// The owner's page of jobs.
struct JobRoutes: Sendable {
    let site: Site
    let database: AppDatabase
    let clock: Clock
    let pages: OwnerPages

    /// `GET /admin/jobs`
    func list(_ owner: OwnerVisit) async throws -> Response {
        // What comes round each day is no news.
        let jobs = try await database.read(JobStore.all).filter { $0.kind != .sweep || $0.failure != nil }
        let frame = OwnerFrame(site, owner.visit, path: OwnerPath.jobs)
        return pages.response(JobsPage(frame: frame, jobs: jobs, clock: clock))
    }

    /// `POST /admin/jobs/{id}/retry`
    func retry(_ owner: OwnerVisit) async throws -> Response {
        let (id, now) = (try owner.visit.context.id(), clock.now())
        guard try await database.write({ try JobStore.retry(id, at: now, $0) }) else { throw SiteError.notFound }
        return .seeOther(OwnerPath.jobs)
    }

    /// `POST /admin/jobs/{id}/drop`
    func drop(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        guard try await database.write({ try JobStore.drop(id, $0) }) else { throw SiteError.notFound }
        return .seeOther(OwnerPath.jobs)
    }
}

/// The values of `jobs.mustache`.
struct JobsPage: Page {
    static let template = "jobs"

    let frame: OwnerFrame
    let jobs: [Job]
    let clock: Clock

    var values: [String: Any] {
        var values = frame.values(title: "Jobs")
        values["jobs"] = jobs.map(job)
        values["hasJobs"] = !jobs.isEmpty
        return values
    }

    private func job(_ job: Job) -> [String: Any] {
        let base = frame.site.url("\(OwnerPath.jobs)/\(job.id)")
        let isRunning = job.leasedUntil.map { $0 > clock.now() } ?? false
        var values: [String: Any] = ["id": String(job.id), "kind": job.kind.rawValue]
        values["what"] = job.payload["url"]?.string ?? job.kind.label
        values["state"] = job.givenUpAt != nil ? "given up" : isRunning ? "running" : "waiting"
        values["attempts"] = String(job.attempts)
        values["hasNext"] = job.givenUpAt == nil
        values["nextText"] = clock.date(at: job.runAt).text
        values["failure"] = "\(job.failure ?? ""): \(job.failureText ?? "")"
        values["hasFailure"] = job.failure != nil
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
        case .fetchPhoto: "Fetch a picture"
        case .removeMedia: "Remove the files of a deleted picture"
        case .sweep: "Clear away what is too old"
        }
    }
}
