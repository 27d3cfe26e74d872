import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Holds each request to the rules of HTTP/1.1 that can only be seen in the raw head.
///
/// Exactly one `Host` (RFC 9112 §3.2). A connection ends after the answer for `Connection: close` in any spelling, for
/// HTTP/1.0, and for an `Upgrade` that nobody here answers: the parser stops behind such a request.
final class ConnectionRules: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private var isRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        guard case .head(var head) = unwrapInboundIn(data) else {
            context.fireChannelRead(data)
            return
        }
        let isOld = head.version != .http1_1
        let hosts = head.headers["host"].count
        guard hosts == 1 || (isOld && hosts == 0) else {
            isRefused = true
            context.fireErrorCaught(HTTPParserError.invalidHeaderToken)
            return
        }
        // A client of HTTP/1.0 can't know the interim answer (RFC 9110 §10.1.1).
        if isOld { head.headers.remove(name: "expect") }
        let options = head.headers[canonicalForm: "connection"].map { $0.lowercased() }
        if isOld || options.contains("close") || head.headers.contains(name: "upgrade") {
            head.headers.replaceOrAdd(name: "connection", value: "close")
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// Puts the rules before the codec behind which a request has lost its version and raw headers.
    final class Installer: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = Never

        func handlerAdded(context: ChannelHandlerContext) {
            let pipeline = context.pipeline.syncOperations
            do {
                let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
                try pipeline.addHandler(ConnectionRules(), position: .before(codec))
            } catch {
                // Without the rules there is no connection.
                context.close(promise: nil)
            }
        }
    }
}
