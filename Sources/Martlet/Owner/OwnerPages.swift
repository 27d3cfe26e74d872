import HTTPTypes
import Hummingbird
import NIOCore

/// Renders the owner's pages, which are for one person at one time and kept by nobody.
struct OwnerPages: Sendable {
    let templates: Templates

    /// - Parameters:
    ///   - formTargets: where else than to this site the page's forms may lead, as sources of a content security policy.
    ///   - isSecret: whether the page shows what nobody else may learn.
    func response(
        _ page: some Page, status: HTTPResponse.Status = .ok, formTargets: [String] = [], isSecret: Bool = false
    ) -> Response {
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]
        if !formTargets.isEmpty {
            headers[.contentSecurityPolicy] = SecurityHeaders.policy(formTargets: formTargets)
        }
        if isSecret { headers[.referrerPolicy] = "no-referrer" }
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: templates.render(page))))
    }
}
