import Fetch
import IndieWeb
import Markup

/// The authorization server that speaks for a profile URL.
struct FoundServer: Sendable {
    /// The profile URL and where its redirects led, in their canonical form.
    let visited: [ProfileURL]
    let authorizationEndpoint: String
    let tokenEndpoint: String?
    let introspectionEndpoint: String?
    /// Where its metadata are; nil for a server that only has the rels of before 2022.
    let metadataURL: String?
    let issuer: String?
    /// Whether an answer without `iss` must be refused.
    let sendsIssuer: Bool

    /// What a person may see of it.
    var found: [(label: String, value: String)] {
        [
            ("address", visited.last?.description), ("metadata", metadataURL), ("issuer", issuer),
            ("authorization_endpoint", authorizationEndpoint), ("token_endpoint", tokenEndpoint),
        ].compactMap { label, value in value.map { (label, EndpointFinder.withoutQuery($0)) } }
    }
}

/// Finds the endpoints that a profile URL names: metadata first, then the rels of before 2022; `Link` headers before the
/// document's `<link>` elements.
///
/// - SeeAlso: <https://indieauth.spec.indieweb.org/#discovery-by-clients>
struct EndpointFinder: Sendable {
    let fetcher: Fetcher
    /// Whether ports, `localhost` and IP addresses are taken: with the development switch only.
    let allowsLocal: Bool

    private static let redirects = 5

    /// Fetches a profile URL and what it names.
    ///
    /// - Throws: ``SignInFailure`` at the step discovery or metadata.
    func find(at profile: ProfileURL) async throws -> FoundServer {
        let response = try await page(profile)
        let type = response["content-type"].flatMap { MediaTypeHeader($0) }
        let isHTML = type?.essence == "text/html" || type?.essence == "application/xhtml+xml"
        let links = RelLinks(
            linkHeaders: response.values("link"),
            document: isHTML ? HTMLTree(response.body, charset: type?.parameter("charset")) : nil, url: response.url)
        let visited = [profile] + response.visited.compactMap { try? ProfileURL($0, allowsLocal: allowsLocal) }
        if let metadataURL = links["indieauth-metadata"] { return try await server(metadataURL, visited) }
        guard let authorizationEndpoint = links["authorization_endpoint"] else {
            throw SignInFailure(
                step: .discovery, message: "The page names no authorization server that IndieAuth could use.",
                found: [
                    ("address", Self.withoutQuery(response.url)), ("content type", type?.essence ?? "not given"),
                    ("rel=indieauth-metadata", "not found"), ("rel=authorization_endpoint", "not found"),
                ] + (response.isCut ? [("note", "the page is so long that only its beginning was read")] : []))
        }
        return FoundServer(
            visited: visited, authorizationEndpoint: authorizationEndpoint, tokenEndpoint: links["token_endpoint"],
            introspectionEndpoint: nil, metadataURL: nil, issuer: nil, sendsIssuer: false)
    }

    private func page(_ profile: ProfileURL) async throws -> FetchResponse {
        var limits = FetchLimits()
        limits.excess = .cut
        limits.seconds = 5
        let request = FetchRequest(
            profile.description, accept: "text/html, application/xhtml+xml;q=0.9, */*;q=0.1", redirects: Self.redirects,
            limits: limits)
        let response: FetchResponse
        do {
            response = try await fetcher.fetch(request)
        } catch let error as FetchError {
            throw SignInFailure(
                step: .discovery, message: error.description, found: [("reason", error.reason.rawValue)])
        }
        guard (200..<300).contains(response.status) else {
            throw SignInFailure(
                step: .discovery, message: "The address answers with the status \(response.status).",
                found: [("address", Self.withoutQuery(response.url))])
        }
        return response
    }

    private func server(_ metadataURL: String, _ visited: [ProfileURL]) async throws -> FoundServer {
        var found = [("address", visited.last?.description ?? ""), ("metadata", Self.withoutQuery(metadataURL))]
        do {
            let response = try await fetcher.fetch(FetchRequest(metadataURL, accept: "application/json", redirects: 2))
            guard response.status == 200 else {
                found.append(("status", String(response.status)))
                throw SignInFailure(step: .metadata, message: "The metadata document can't be read.", found: found)
            }
            let metadata = try ServerMetadata.parse(response.body, at: metadataURL, allowsLocal: allowsLocal)
            guard let authorizationEndpoint = metadata.authorizationEndpoint else {
                throw SignInFailure(
                    step: .metadata, message: "The metadata name no authorization_endpoint.", found: found)
            }
            return FoundServer(
                visited: visited, authorizationEndpoint: authorizationEndpoint, tokenEndpoint: metadata.tokenEndpoint,
                introspectionEndpoint: metadata.introspectionEndpoint, metadataURL: metadataURL,
                issuer: metadata.issuer, sendsIssuer: metadata.issParameterSupported)
        } catch let error as FetchError {
            found.append(("reason", error.reason.rawValue))
            throw SignInFailure(step: .metadata, message: error.description, found: found)
        } catch let fault as MetadataFault {
            found.append(("reason", fault.word))
            throw SignInFailure(step: .metadata, message: fault.description, found: found)
        }
    }

    /// An address as people read it.
    static func withoutScheme(_ url: String) -> String {
        let rest = url.drop { $0 != "/" }.drop { $0 == "/" }
        return String(rest.hasSuffix("/") ? rest.dropLast() : rest)
    }

    /// An address without its query, where secrets may be.
    static func withoutQuery(_ url: String) -> String { String(url.prefix { $0 != "?" && $0 != "#" }) }
}
