import HTTPTypes
import Hummingbird
import NIOCore

/// Renders error pages; they show the status and a safe sentence, nothing of the inside.
struct ErrorPages: Sendable {
    let templates: Templates
    let site: Site

    func response(_ problem: Problem) -> Response {
        let page = ErrorPage(site: site, status: problem.status.code, message: problem.message)
        var headers = problem.headers
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.cacheControl] = "no-store"
        return Response(
            status: problem.status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: templates.render(page))))
    }
}

/// The values of `error.mustache`.
struct ErrorPage: Page {
    static let template = "error"

    let site: Site
    let status: Int
    /// A sentence for people.
    let message: String

    var values: [String: Any] {
        var values = site.layout(title: "\(heading) – \(site.title)", isIndexed: false)
        values["status"] = String(status)
        values["heading"] = heading
        values["message"] = message
        return values
    }

    private var heading: String {
        switch status {
        case 400: "That request made no sense"
        case 404: "Nothing here"
        case 405: "Not that way"
        case 410: "Gone"
        case 500...: "Something broke on this side"
        default: "That didn't work"
        }
    }
}
