import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers requests for pages in the cache on the connection's own event loop.
///
/// The way through tasks and back costs as much as all the rest of such an answer. Whatever isn't simply that goes on to the
/// responder: a page that isn't there, a request behind another one that is still being answered, and a client that doesn't
/// keep up with reading.
final class CachedPageHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let pages: PageCache
    private let date: HTTPDate
    /// A request that will be answered here once all of it has come.
    private var held: (request: HTTPRequest, page: RenderedPage)?
    /// Requests that have gone on and are not answered yet.
    private var unanswered = 0

    init(pages: PageCache, date: HTTPDate) {
        self.pages = pages
        self.date = date
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let page = page(for: head, context) {
                held = (head, page)
            } else {
                unanswered += 1
                context.fireChannelRead(data)
            }
        case .body:
            context.fireChannelRead(data)
        case .end:
            guard let (request, page) = held else {
                context.fireChannelRead(data)
                return
            }
            held = nil
            answer(request, with: page, context)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
        context.write(data, promise: promise)
    }

    /// The page that answers a request which may be answered here.
    private func page(for request: HTTPRequest, _ context: ChannelHandlerContext) -> RenderedPage? {
        guard unanswered == 0, context.channel.isWritable, request.headerFields[.contentLength] == nil,
            request.headerFields[.transferEncoding] == nil
        else { return nil }
        return pages.page(for: request)
    }

    private func answer(_ request: HTTPRequest, with page: RenderedPage, _ context: ChannelHandlerContext) {
        var (response, body) = page.answer(to: request)
        response.headerFields[.date] = date.text
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        if let body { context.write(wrapOutboundOut(.body(body)), promise: nil) }
        let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if request.headerFields[.connection] == "close" {
            let channel = context.channel
            end.whenComplete { _ in channel.close(promise: nil) }
        }
    }
}
