import HTTPTypes
import Hummingbird
import IndieWeb

/// The owner's first page, the log of clients and the self-test.
struct AdminRoutes: Sendable {
    let site: Site
    let issuer: TokenIssuer
    let sessions: SessionKeeper
    let clientLog: ClientLog
    let keeper: RefusedPostKeeper
    let database: AppDatabase
    let theme: Theme
    let selfTest: SelfTest
    let pages: OwnerPages

    private var clock: Clock { issuer.clock }

    /// `GET /admin`
    func home(_ owner: OwnerVisit) async throws -> Response {
        let now = clock.now()
        let refused = try await clientLog.all().count {
            $0.requestedAt > now - 86_400 && $0.reason != nil && $0.isProven
        }
        let notice =
            owner.visit.parameter("done") == "passphrase"
            ? "The passphrase is changed, and all other browsers are signed out." : nil
        let page = AdminPage(
            frame: OwnerFrame(site, owner.visit, path: OwnerPath.home, notice: notice),
            tokens: try await issuer.all().count { $0.state(at: now) == .valid },
            sessions: try await sessions.all().count, refused: try await keeper.count(), refusals: refused,
            jobs: try await database.read(OwnerJobStore.counts), clock: clock,
            themeProblems: theme.problems)
        return pages.response(page)
    }

    /// `GET /admin/clients`
    func clients(_ owner: OwnerVisit) async throws -> Response {
        let frame = OwnerFrame(site, owner.visit, path: OwnerPath.clients)
        let page = ClientLogPage(
            frame: frame, requests: try await clientLog.all(), names: try await clientLog.names(), clock: clock)
        return pages.response(page)
    }

    /// `GET /admin/self-test`: what it is about.
    func selfTestPage(_ owner: OwnerVisit) async throws -> Response {
        pages.response(SelfTestPage(frame: OwnerFrame(site, owner.visit, path: OwnerPath.selfTest), checks: nil))
    }

    /// `POST /admin/self-test`: runs it.
    func runSelfTest(_ owner: OwnerVisit) async throws -> Response {
        let checks = await selfTest.run()
        return pages.response(
            SelfTestPage(frame: OwnerFrame(site, owner.visit, path: OwnerPath.selfTest), checks: checks))
    }
}
