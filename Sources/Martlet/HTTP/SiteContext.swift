import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTPTypes

/// What travels with one request.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// What the owner's log of clients will say of this request.
    let trace = ClientTrace()
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// The address at the other end of the connection.
    var remoteAddress: SocketAddress? { channel.remoteAddress }

    /// Tells a client that waits for it to send the body (RFC 9110 §10.1.1).
    ///
    /// Routes call this once they know that they want the body: a refusal before spares the client the upload.
    func askForBody(of request: Request) async throws {
        guard request.headers.expectsContinue else { return }
        try await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
    }

    /// The value of a path variable, percent-decoded once.
    ///
    /// - Throws: 404 when it isn't there or isn't text.
    func variable(_ name: String) throws -> String {
        guard let text = parameters.get(name)?.removingPercentEncoding else { throw SiteError.notFound }
        return text
    }
}

extension HTTPFields {
    /// Whether the client sends no body before it is told to go on (RFC 9110 §10.1.1).
    var expectsContinue: Bool { self[.expect]?.lowercased() == "100-continue" }
}
