import HTTPTypes
import Hummingbird
import NIOCore

/// Renders the owner's pages, which are for one person at one time and kept by nobody.
struct OwnerPages: Sendable {
    let templates: Templates

    /// - Parameters:
    ///   - leadsAway: whether the page's forms lead to another site. Browsers hold `form-action` against every redirect
    ///     behind a form, and an app may lead on from its own address to anywhere, so such a page goes without.
    ///   - isSecret: whether the page shows what nobody else may learn.
    func response(
        _ page: some Page, status: HTTPResponse.Status = .ok, leadsAway: Bool = false, isSecret: Bool = false
    ) -> Response {
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]
        if leadsAway { headers[.contentSecurityPolicy] = SecurityHeaders.policyWithoutFormAction }
        if isSecret { headers[.referrerPolicy] = "no-referrer" }
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: templates.render(page))))
    }
}
