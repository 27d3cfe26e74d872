import HTTPTypes
import Hummingbird

extension Route {
    typealias VisitHandler = @Sendable (Visit) async throws -> Response
    typealias OwnerHandler = @Sendable (OwnerVisit) async throws -> Response

    /// A page that people meet on their way to being signed in.
    ///
    /// - Parameter isLogged: whether the request is a client's, for the owner's log of clients.
    static func visitorPage(
        _ path: String, _ summary: String, isLogged: Bool = false,
        _ handler: @escaping @Sendable (SiteParts) -> VisitHandler
    ) -> Route {
        route(.get, path, summary, .visitor, isLogged) { $0.gate.admit(handler($0)) }
    }

    /// A form that people send before they are signed in.
    static func visitorForm(
        _ path: String, _ summary: String, _ handler: @escaping @Sendable (SiteParts) -> VisitHandler
    ) -> Route {
        route(.post, path, summary, .visitor, false) { $0.gate.admit(handler($0)) }
    }

    /// A page of the signed-in owner.
    static func ownerPage(
        _ path: String, _ summary: String, _ handler: @escaping @Sendable (SiteParts) -> OwnerHandler
    ) -> Route {
        route(.get, path, summary, .owner, false) { $0.gate.admitOwner(handler($0)) }
    }

    /// A form of the signed-in owner.
    ///
    /// - Parameter isLogged: whether it answers a client's request, for the owner's log of clients.
    static func ownerForm(
        _ path: String, _ summary: String, isLogged: Bool = false,
        _ handler: @escaping @Sendable (SiteParts) -> OwnerHandler
    ) -> Route {
        route(.post, path, summary, .owner, isLogged) { $0.gate.admitOwner(handler($0)) }
    }

    private static func route(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, _ audience: Audience, _ isLogged: Bool,
        _ handler: @escaping @Sendable (SiteParts) -> Handler
    ) -> Route {
        Route(method: method, path: path, summary: summary, audience: audience) { parts in
            let handler = handler(parts)
            return isLogged ? parts.clientLog.recording("\(method.rawValue) \(path)", handler) : handler
        }
    }
}
