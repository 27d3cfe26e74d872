import Compression
import NIOCore
import NIOHTTPTypes

/// Answers requests for pages in the cache from the bytes that came in, before anything else looks at them.
///
/// Decoding, the way through tasks and back, and encoding cost more than all the rest of such an answer. Whatever isn't
/// simply that goes on untouched: a page that isn't there, a request behind another one that is still being answered, and a
/// client that doesn't keep up with reading. Once something came that isn't a whole simple request, the connection stays
/// with the real parser, as only that knows where the next request begins.
final class CachedPageHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let pages: PageCache
    private let date: HTTPDate
    private let activity: ConnectionActivity
    private var isLooking = true
    private var hasPassedOn = false
    /// What the client said last, which is what it says always.
    private var accepted: (header: [UInt8], coding: ContentCoding?) = ([], nil)

    init(pages: PageCache, date: HTTPDate, activity: ConnectionActivity) {
        self.pages = pages
        self.date = date
        self.activity = activity
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard isLooking, answer(unwrapInboundIn(data), context) else {
            hasPassedOn = true
            context.fireChannelRead(data)
            return
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Nobody behind has anything to complete.
        guard hasPassedOn else { return }
        hasPassedOn = false
        context.fireChannelReadComplete()
    }

    /// - Returns: whether this was a request that is answered now.
    private func answer(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) -> Bool {
        guard let request = RequestGlance(bytes) else {
            isLooking = false
            return false
        }
        guard activity.unanswered == 0, context.channel.isWritable, let page = pages.page(at: request.path),
            let representation = page.representation(coding(request))
        else {
            activity.unanswered += 1
            return false
        }
        let isKnown = representation.isKnown(
            ifNoneMatch: request.ifNoneMatch.map { String(decoding: $0, as: UTF8.self) },
            ifModifiedSince: request.ifModifiedSince.map { String(decoding: $0, as: UTF8.self) })
        let head = isKnown ? representation.unchangedHead : representation.head
        write(
            head, lastModified: pages.lastModified(of: representation),
            body: isKnown || request.isHead ? nil : representation.body, context)
        activity.lastAnswer = context.eventLoop.now
        return true
    }

    private func write(
        _ head: ByteBuffer, lastModified: String?, body: ByteBuffer?, _ context: ChannelHandlerContext
    ) {
        let ending = "\r\n\r\n"
        let date = date.text
        var bytes = context.channel.allocator.buffer(capacity: head.readableBytes + 2 * date.utf8.count + 40)
        bytes.writeImmutableBuffer(head)
        if let lastModified {
            bytes.writeStaticString("Last-Modified: ")
            bytes.writeString(lastModified)
            bytes.writeStaticString("\r\n")
        }
        bytes.writeStaticString("Date: ")
        bytes.writeString(date)
        bytes.writeString(ending)
        context.write(wrapOutboundOut(bytes), promise: nil)
        if let body { context.write(wrapOutboundOut(body), promise: nil) }
        context.flush()
    }

    private func coding(_ request: RequestGlance) -> ContentCoding? {
        guard let header = request.acceptEncoding else { return nil }
        if !accepted.header.elementsEqual(header) {
            accepted = (Array(header), ContentCoding.preferred(String(decoding: header, as: UTF8.self)))
        }
        return accepted.coding
    }

    /// Puts the handler before the codec, and counts the answers of all others behind it.
    final class Installer: ChannelOutboundHandler, RemovableChannelHandler {
        typealias OutboundIn = HTTPResponsePart

        private let handler: CachedPageHandler

        init(_ handler: CachedPageHandler) { self.handler = handler }

        func handlerAdded(context: ChannelHandlerContext) {
            do {
                try context.pipeline.syncOperations.addHandler(handler, position: .first)
            } catch {
                context.close(promise: nil)
            }
        }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            if case .end = unwrapOutboundIn(data) { handler.activity.unanswered -= 1 }
            context.write(data, promise: promise)
        }
    }
}
