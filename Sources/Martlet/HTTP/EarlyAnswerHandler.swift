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

    private struct Unanswered {
        var isWhole = false
        /// Whether its client wants no other after it.
        let isLast: Bool
    }

    /// Requests whose answers have not ended, the oldest first: several where a client doesn't wait.
    private var unanswered = CircularBuffer<Unanswered>()
    private var isEarly = false
    /// Bytes that were thrown away since an answer went out before the end of its request's body.
    private var discardedBytes: Int?
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
        if let discardedBytes {
            discard(part, after: discardedBytes, context)
            return
        }
        switch part {
        case .head(let head): unanswered.append(Unanswered(isLast: head.headerFields[.connection] == "close"))
        case .body: break
        case .end:
            if var last = unanswered.popLast() {
                last.isWhole = true
                unanswered.append(last)
            }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.kind != .informational:
            isEarly = unanswered.first?.isWhole == false
            if isEarly || unanswered.first?.isLast == true { head.headerFields[.connection] = "close" }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            let request = unanswered.popFirst()
            guard isEarly else { return context.write(data, promise: promise) }
            discardedBytes = 0
            context.writeAndFlush(data, promise: promise)
            if request?.isWhole == true { context.close(promise: nil) } else { closeLater(context) }
        default:
            context.write(data, promise: promise)
        }
    }

    private func discard(_ part: HTTPRequestPart, after bytes: Int, _ context: ChannelHandlerContext) {
        switch part {
        case .body(let buffer) where bytes + buffer.readableBytes <= largestRest:
            discardedBytes = bytes + buffer.readableBytes
        default:
            context.close(promise: nil)
        }
    }

    private func closeLater(_ context: ChannelHandlerContext) {
        let channel = context.channel
        context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
    }
}
