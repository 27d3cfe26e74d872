import IndieWeb
import Testing

@testable import Martlet

/// Every page of the owner with a text in each place that somebody else's words can come to.
enum OwnerPageSamples {
    static func pages(site: Site, text: String, clock: Clock) throws -> [any Page] {
        var frame = OwnerFrame(site, csrf: text, isSignedIn: true)
        frame.problem = text
        frame.notice = text
        let request = ClientRequest(
            requestedAt: TestSite.start, client: text, isProven: true, tokenID: 1, what: text, status: 401,
            reason: text, message: text)
        let addressed = ClientRequest(
            requestedAt: TestSite.start, client: "https://a.example/" + text, isProven: false, tokenID: nil, what: text,
            status: 200,
            reason: nil, message: nil)
        let session = Session(
            id: 1, method: .passphrase, userAgent: text, createdAt: TestSite.start, lastSeenAt: TestSite.start,
            confirmedAt: TestSite.start)
        let scope = try #require(Scope("create"))
        let tokens = [nil, TestSite.start].map { end in
            Token(
                id: 1, name: text, scope: scope, clientID: text, createdAt: TestSite.start, lastUsedAt: TestSite.start,
                revokedAt: end, lifetime: 60, expiresAt: TestSite.start + 60)
        }
        let failure = SignInFailure(step: .metadata, message: text, found: [(text, text)])
        let check = SelfTest.Check(name: text, outcome: .failed, message: text, found: [(text, text)])
        let link = (url: "https://a.example/?" + text, text: text)
        return [
            SetupPage(frame: frame, key: text, isReset: true),
            SignInPage(frame: frame, usesPassphrase: true, returnPath: text, client: text, address: text),
            SignInFailedPage(frame: frame, failure: failure), PassphrasePage(frame: frame, demand: .passphrase),
            TokensPage(
                frame: frame, tokens: tokens, refusals: [1: request], demand: .passphrase, clock: clock, newToken: text),
            SessionsPage(frame: frame, sessions: [session], current: 1, clock: clock),
            ClientLogPage(frame: frame, requests: [request, addressed], names: [:], clock: clock),
            AdminPage(frame: frame, tokens: 1, sessions: 1, refusals: 2), SelfTestPage(frame: frame, checks: [check]),
            MessagePage(frame: frame, heading: text, message: text, detail: text, link: link), ClientPage(site: site),
            try consent(frame, text),
        ]
    }

    private static func consent(_ frame: OwnerFrame, _ text: String) throws -> ConsentPage {
        let fields = IndieAuthClient(scope: "create x<script>", verifier: nil).parameters
        let request = try AuthorizationRequest.parse(fields.map { FormField(name: $0.0, value: $0.1) })
        let information = ClientInformation(
            name: text, logo: "https://a.example/?" + text, uri: "https://a.example/?" + text)
        return ConsentPage(
            frame: frame, request: request, sealed: text, details: .init(information: information, problem: text),
            mayOmitPKCE: true)
    }
}
