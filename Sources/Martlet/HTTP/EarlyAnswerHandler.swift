import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request was answered before its body had come, after a bounded wait.
///
/// Otherwise a refused upload would be read to its end. The answer says `Connection: close`; what the client still sends is
/// thrown away for a while, so that it gets to read the answer (RFC 9112 §9.6), and then the connection ends.
final class EarlyAnswerHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum State {
        /// The body of the request is still to come, or there is no request.
        case receiving
        case received
        /// The answer went out before the end of the body.
        case discarding(bytes: Int)
    }

    private var state = State.received
    private var isEarly = false
    private var isLast = false
    private let largestRest: Int
    private let patience: TimeAmount

    /// - Parameters:
    ///   - largestRest: bytes that are thrown away before the connection ends.
    ///   - patience: how long the client may take to read the answer and end.
    init(largestRest: Int = 1024 * 1024, patience: TimeAmount = .seconds(2)) {
        self.largestRest = largestRest
        self.patience = patience
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if case .discarding(let bytes) = state {
            discard(part, after: bytes, context)
            return
        }
        switch part {
        case .head(let head):
            state = .receiving
            isLast = head.headerFields[.connection] == "close"
        case .body: break
        case .end: state = .received
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.kind != .informational:
            if case .receiving = state { isEarly = true } else { isEarly = false }
            if isEarly || isLast { head.headerFields[.connection] = "close" }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where isEarly:
            let isOver: Bool
            if case .received = state { isOver = true } else { isOver = false }
            state = .discarding(bytes: 0)
            context.writeAndFlush(data, promise: promise)
            if isOver { context.close(promise: nil) } else { closeLater(context) }
        default:
            context.write(data, promise: promise)
        }
    }

    private func discard(_ part: HTTPRequestPart, after bytes: Int, _ context: ChannelHandlerContext) {
        switch part {
        case .body(let buffer) where bytes + buffer.readableBytes <= largestRest:
            state = .discarding(bytes: bytes + buffer.readableBytes)
        default:
            context.close(promise: nil)
        }
    }

    private func closeLater(_ context: ChannelHandlerContext) {
        let channel = context.channel
        context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
    }
}
