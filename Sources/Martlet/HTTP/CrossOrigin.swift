import HTTPTypes
import Hummingbird

/// Leave for scripts of other sites to use the endpoints of protocols.
///
/// Clients that run in a browser need it. They must bring a token of their own: cookies don't count at these addresses.
///
/// - SeeAlso: <https://fetch.spec.whatwg.org/#http-cors-protocol>
enum CrossOrigin {
    /// The answer to the question before a request.
    static func preflight(_ methods: [HTTPRequest.Method]) -> Response {
        var headers: HTTPFields = [
            .accessControlAllowMethods: methods.map(\.rawValue).joined(separator: ", "),
            .accessControlAllowHeaders: "Authorization, Content-Type, Accept, If-Match, If-None-Match, Idempotency-Key",
            .accessControlMaxAge: "86400",
        ]
        add(to: &headers)
        return Response(status: .noContent, headers: headers)
    }

    /// A handler whose answers scripts of other sites may read.
    static func allowing(_ handler: @escaping Route.Handler) -> Route.Handler {
        { request, context in
            var response = try await handler(request, context)
            add(to: &response.headers)
            return response
        }
    }

    /// What every answer of an endpoint carries.
    static func add(to headers: inout HTTPFields) {
        headers[.accessControlAllowOrigin] = "*"
        headers[.accessControlExposeHeaders] = "Location, Link, ETag, WWW-Authenticate, Retry-After"
    }
}
