import Fetch
import IndieWeb
import Markup

/// Looks at the site from outside, at its public address, for what clients trip over.
struct SelfTest: Sendable {
    let site: Site
    let fetcher: Fetcher
    let finder: EndpointFinder

    /// What one check found.
    struct Check: Sendable {
        enum Outcome: Sendable { case passed, warning, failed }

        let name: String
        let outcome: Outcome
        /// What it means, and what to do about it.
        let message: String
        var found: [(label: String, value: String)] = []
    }

    func run() async -> [Check] {
        let front = await ask(FetchRequest(site.url("/"), accept: "text/html"))
        guard case .success(let page) = front else {
            return [reachable(front), identity(nil)]
        }
        var checks = [reachable(front), identity(page), await authorizationHeader(), rels(page)]
        if site.isIdentity {
            checks.append(await metadata())
            checks.append(await endpoints())
        } else {
            checks.append(await foreignIdentity())
        }
        return checks
    }

    private func reachable(_ answer: Result<FetchResponse, FetchError>) -> Check {
        let name = "The site answers at its address"
        switch answer {
        case .success(let response) where response.status == 200:
            if (try? ProfileURL(site.url("/"))) == nil {
                return Check(
                    name: name, outcome: .warning,
                    message:
                        "It does, for trying things out. An address with a port, of this machine alone or without a "
                        + "name can't be anybody's: apps and other sites will refuse it.")
            }
            guard site.baseURL.hasPrefix("https://") else {
                return Check(
                    name: name, outcome: .warning,
                    message:
                        "It does, but without encryption: whoever is on the way can read tokens. Put TLS before it.")
            }
            return Check(name: name, outcome: .passed, message: "Other sites find it at \(site.baseURL).")
        case .success(let response):
            return Check(
                name: name, outcome: .failed,
                message:
                    "Something answers there, but not with the front page. Does the proxy hand requests on, and is "
                    + "MARTLET_BASE_URL the address that people use?",
                found: [("status", String(response.status)), ("Location", response["location"] ?? "none")])
        case .failure(let error):
            return Check(
                name: name, outcome: .failed,
                message: "Nothing can be reached there from this machine. Is MARTLET_BASE_URL right?",
                found: [("address", site.url("/")), ("reason", error.description)])
        }
    }

    /// Whether the settings' two addresses are the same as far as clients compare them.
    private func identity(_ page: FetchResponse?) -> Check {
        let name = "Your address and the site's are spelled alike"
        let found = [("MARTLET_ME", site.owner.url), ("MARTLET_BASE_URL", site.baseURL)]
        if let location = page?["location"], (300..<400).contains(page?.status ?? 0) {
            return Check(
                name: name, outcome: .failed,
                message:
                    "The address leads on to another one, so clients will call you by that. Set MARTLET_BASE_URL to it.",
                found: found + [("leads to", EndpointFinder.withoutQuery(location))])
        }
        if site.isIdentity { return Check(name: name, outcome: .passed, message: "You are \(site.owner.url).") }
        guard let me = HTTPURL(site.owner.url), let base = HTTPURL(site.url("/")),
            Self.bare(me.host) == Self.bare(base.host), me.path == "/"
        else {
            return Check(
                name: name, outcome: .passed, message: "Your identity is at another site, \(site.owner.url).",
                found: found)
        }
        let difference = me.scheme != base.scheme ? "http and https" : me.host != base.host ? "www" : "the port"
        return Check(
            name: name, outcome: .failed,
            message:
                "They differ only in \(difference). To clients that is another person. Write both the same way, or "
                + "leave MARTLET_ME out.", found: found)
    }

    /// A token that nobody has must be called invalid; if it is called missing, somebody on the way took the header.
    private func authorizationHeader() async -> Check {
        let name = "The Authorization header arrives"
        var request = FetchRequest(site.url("/micropub?q=config"), accept: "application/json")
        request.authorization = "Bearer " + Secret().text
        let answer = await ask(request)
        guard case .success(let response) = answer else { return unreachable(name, answer) }
        let code = ServerAnswer(body: response.body, contentType: response["content-type"]).error?.code
        switch (response.status, code) {
        case (401, "invalid_token"):
            return Check(name: name, outcome: .passed, message: "Tokens in the header reach the server.")
        case (503, "temporarily_unavailable") where !site.isIdentity:
            return Check(
                name: name, outcome: .failed,
                message:
                    "It arrives, but the authorization server of \(site.owner.url) can't be asked about tokens now.")
        case (401, "unauthorized"):
            return Check(
                name: name, outcome: .failed,
                message:
                    "A proxy or web server in front takes the header away, so every app is refused. With Apache it "
                    + "takes “CGIPassAuth On” or a rewrite rule; nginx passes it by itself.")
        default:
            return Check(
                name: name, outcome: .failed, message: "Something else than this server answered.",
                found: [("status", String(response.status)), ("error", code ?? "none")])
        }
    }

    /// Whether the front page names the endpoints, as clients look for them.
    private func rels(_ page: FetchResponse) -> Check {
        let name = "The front page names the endpoints"
        let type = page["content-type"].flatMap { MediaTypeHeader($0) }
        let document = HTMLTree(page.body, charset: type?.parameter("charset"))
        let inHeader = RelLinks(linkHeaders: page.values("link"), document: nil, url: page.url)
        let inPage = RelLinks(linkHeaders: [], document: document, url: page.url)
        let wrong = site.endpointLinks.flatMap { rel, url -> [(label: String, value: String)] in
            [
                ("rel=\(rel), Link header", inHeader[rel] ?? "not there"),
                ("rel=\(rel), in the page", inPage[rel] ?? "not there"),
            ]
            .filter { $0.1 != url }
        }
        return wrong.isEmpty
            ? Check(name: name, outcome: .passed, message: "In its headers and in its head, with whole addresses.")
            : Check(
                name: name, outcome: .failed,
                message: "Somebody on the way changes the page or its headers, or a template in use lacks the links.",
                found: wrong)
    }

    private func metadata() async -> Check {
        let name = "The metadata document can be read"
        let address = site.url(Site.metadataPath)
        let answer = await ask(FetchRequest(address, accept: "application/json"))
        guard case .success(let response) = answer else { return unreachable(name, answer) }
        let metadata = try? ServerMetadata.parse(response.body, at: address, allowsLocal: true)
        guard response.status == 200, let metadata, metadata.issuer == site.issuer else {
            return Check(
                name: name, outcome: .failed,
                message:
                    "Clients of today begin here. Some proxies keep /.well-known/ for themselves, for certificates.",
                found: [
                    ("address", address), ("status", String(response.status)), ("issuer", metadata?.issuer ?? "none"),
                ])
        }
        return Check(name: name, outcome: .passed, message: "Clients find everything they need at \(address).")
    }

    private func endpoints() async -> Check {
        let name = "The endpoints answer"
        var wrong: [(label: String, value: String)] = []
        for (path, expected) in [("/auth", 400), ("/token", 401), ("/userinfo", 401)] {
            switch await ask(FetchRequest(site.url(path))) {
            case .success(let response) where response.status == expected: continue
            case .success(let response): wrong.append((path, "answers with \(response.status), not with \(expected)"))
            case .failure(let error): wrong.append((path, error.description))
            }
        }
        return wrong.isEmpty
            ? Check(
                name: name, outcome: .passed, message: "Authorization, token and profile endpoint do what they should.")
            : Check(name: name, outcome: .failed, message: "Something else answers at these addresses.", found: wrong)
    }

    /// Where the identity is at another site: whether that names its endpoints, and this site's Micropub endpoint.
    private func foreignIdentity() async -> Check {
        let name = "Your own site leads apps here"
        guard let me = site.ownerProfile else {
            return Check(name: name, outcome: .failed, message: "MARTLET_ME can't be anybody's address.")
        }
        do {
            let server = try await finder.find(at: me)
            let response = try await fetcher.fetch(FetchRequest(me.description, accept: "text/html", redirects: 5))
            let links = RelLinks(
                linkHeaders: response.values("link"), document: HTMLTree(response.body), url: response.url)
            guard links["micropub"] == site.url("/micropub") else {
                return Check(
                    name: name, outcome: .failed,
                    message:
                        "Apps start at \(me), which must say: <link rel=\"micropub\" href=\"\(site.url("/micropub"))\">",
                    found: [("rel=micropub", links["micropub"] ?? "not there")] + server.found)
            }
            return Check(
                name: name, outcome: .passed,
                message: "\(me) names its authorization server, and this site for Micropub.",
                found: server.found)
        } catch let failure as SignInFailure {
            return Check(name: name, outcome: .failed, message: failure.message, found: failure.found)
        } catch {
            return Check(
                name: name, outcome: .failed, message: (error as? FetchError)?.description ?? "It could not be read.")
        }
    }

    /// Asks this site itself: its address comes from the settings, so it may be a private one.
    private func ask(_ request: FetchRequest) async -> Result<FetchResponse, FetchError> {
        var request = request
        request.addresses = .any
        do {
            return .success(try await fetcher.fetch(request))
        } catch {
            return .failure(error as? FetchError ?? FetchError(.badAnswer, url: request.url))
        }
    }

    private func unreachable(_ name: String, _ answer: Result<FetchResponse, FetchError>) -> Check {
        guard case .failure(let error) = answer else { return Check(name: name, outcome: .failed, message: "") }
        return Check(name: name, outcome: .failed, message: error.description)
    }

    private static func bare(_ host: String) -> Substring { host.hasPrefix("www.") ? host.dropFirst(4) : host[...] }
}

/// The values of `self-test.mustache`.
struct SelfTestPage: Page {
    static let template = "self-test"

    let frame: OwnerFrame
    /// nil before a run.
    let checks: [SelfTest.Check]?

    var values: [String: Any] {
        var values = frame.values(title: "Self-test")
        values["baseURL"] = frame.site.baseURL
        values["me"] = frame.site.owner.url
        values["runURL"] = frame.site.url(OwnerPath.selfTest)
        values["hasRun"] = checks != nil
        values["checks"] = (checks ?? []).map { check -> [String: Any] in
            [
                "name": check.name, "isPassed": check.outcome == .passed, "isWarning": check.outcome == .warning,
                "isFailed": check.outcome == .failed, "message": check.message,
                "found": check.found.map { ["label": $0.label, "value": $0.value] }, "hasFound": !check.found.isEmpty,
            ]
        }
        values["summary"] = summary
        return values
    }

    private var summary: String {
        let failed = checks?.count { $0.outcome == .failed } ?? 0
        let warned = checks?.count { $0.outcome == .warning } ?? 0
        if failed > 0 { return failed == 1 ? "One check failed." : "\(failed) checks failed." }
        return warned > 0 ? "All is well but for a warning." : "All is well."
    }
}
