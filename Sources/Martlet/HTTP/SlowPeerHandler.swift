import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose peer is too slow: with the head of a request, with its body, or with taking the answer.
///
/// Bounds: the next head must be there a minute after the last answer; a body must bring a least number of bytes in every
/// window and be whole in an hour; when the answer doesn't get away, something of it must within a minute. A window is
/// longer by the time for which the server itself took nothing, or the client waited to be told to go on; the hour is not.
final class SlowPeerHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let window: TimeAmount
    private let leastBytes: Int
    private let longestBody: TimeAmount
    private let longestStall: TimeAmount
    private let longestIdle: TimeAmount
    private let activity: ConnectionActivity

    private var unanswered = 0
    private var idleCheck: Scheduled<Void>?
    private var bytesInWindow = 0
    /// Whether the server takes what comes.
    private var isReading = true
    /// Whether the client waits for `100 Continue`.
    private var isWaiting = false
    /// Since when nothing can come.
    private var pauseStart: NIODeadline?
    private var pausedInWindow: TimeAmount = .zero
    private var bodyEnd: NIODeadline = .distantFuture
    private var windowCheck: Scheduled<Void>?
    private var stallCheck: Scheduled<Void>?

    /// - Parameters:
    ///   - activity: what was answered before this handler saw it.
    ///   - leastBytes: what must come in each `window`; the default is 200 bytes a second, a hundredth of a slow phone's.
    init(
        activity: ConnectionActivity = ConnectionActivity(),
        window: TimeAmount = .seconds(20), leastBytes: Int = 4000, longestBody: TimeAmount = .hours(1),
        longestStall: TimeAmount = .seconds(60), longestIdle: TimeAmount = .seconds(60)
    ) {
        self.activity = activity
        self.window = window
        self.leastBytes = leastBytes
        self.longestBody = longestBody
        self.longestStall = longestStall
        self.longestIdle = longestIdle
    }

    func handlerAdded(context: ChannelHandlerContext) { watchIdle(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            unanswered += 1
            idleCheck?.cancel()
            bodyEnd = context.eventLoop.now + longestBody
            isWaiting = head.headerFields.expectsContinue
            pauseStart = isWaiting ? context.eventLoop.now : nil
            beginWindow(context)
        case .body(let buffer):
            bytesInWindow += buffer.readableBytes
            isWaiting = false
            notePause(context)
        case .end:
            windowCheck?.cancel()
            windowCheck = nil
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        notePause(context)
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        isReading = true
        notePause(context)
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head:
            // Another request's answer tells nothing about the one that is coming in.
            guard unanswered == 1 else { break }
            isWaiting = false
            notePause(context)
        case .body: break
        case .end:
            unanswered -= 1
            if unanswered == 0 { watchIdle(context) }
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stallCheck?.cancel()
        stallCheck = context.channel.isWritable ? nil : close(context, in: longestStall) { true }
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stopWatching() }

    func channelInactive(context: ChannelHandlerContext) {
        stopWatching()
        context.fireChannelInactive()
    }

    private func stopWatching() {
        for check in [windowCheck, stallCheck, idleCheck] { check?.cancel() }
    }

    private func watchIdle(_ context: ChannelHandlerContext, since start: NIODeadline? = nil) {
        idleCheck?.cancel()
        let now = context.eventLoop.now
        idleCheck = close(context, in: (start ?? now) + longestIdle - now) { [self] in
            // One that is answered from memory all the time isn't idle.
            guard activity.lastAnswer + longestIdle > context.eventLoop.now else { return true }
            watchIdle(context, since: activity.lastAnswer)
            return false
        }
    }

    /// To be called when a pause may have begun or ended.
    private func notePause(_ context: ChannelHandlerContext) {
        guard windowCheck != nil else { return }
        if isWaiting || !isReading {
            pauseStart = pauseStart ?? context.eventLoop.now
        } else if let start = pauseStart {
            pausedInWindow = pausedInWindow + (context.eventLoop.now - start)
            pauseStart = nil
        }
    }

    private func beginWindow(_ context: ChannelHandlerContext) {
        bytesInWindow = 0
        watchBody(context, for: window)
    }

    /// Looks at the window after a while, and again after what of that was a pause.
    private func watchBody(_ context: ChannelHandlerContext, for time: TimeAmount) {
        if pauseStart != nil { pauseStart = context.eventLoop.now }
        pausedInWindow = .zero
        windowCheck?.cancel()
        windowCheck = close(context, in: time) { [self] in
            let now = context.eventLoop.now
            guard now < bodyEnd else { return true }
            let paused = pausedInWindow + (pauseStart.map { now - $0 } ?? .zero)
            if bytesInWindow >= leastBytes {
                beginWindow(context)
            } else if paused > .zero {
                watchBody(context, for: paused)
            } else {
                return true
            }
            return false
        }
    }

    /// Closes the connection after a while if `isDue` then says so. Runs on the connection's own event loop.
    private func close(
        _ context: ChannelHandlerContext, in delay: TimeAmount, if isDue: @escaping () -> Bool
    ) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
            if isDue() { context.close(promise: nil) }
        }
    }
}
