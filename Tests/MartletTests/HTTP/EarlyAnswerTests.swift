import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Martlet

@Suite struct `An answer before the end of the request` {
    /// What came in is in the inbound buffer, what was answered in the outbound one.
    private static func connected() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handler: EarlyAnswerHandler())
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    private static func head(_ method: HTTPRequest.Method) -> HTTPRequestPart {
        .head(HTTPRequest(method: method, scheme: "http", authority: "x", path: "/"))
    }

    private static let body = HTTPRequestPart.body(ByteBuffer(repeating: 1, count: 3))

    /// Answers a request, and returns the `Connection` of the answer.
    private static func answer(_ channel: EmbeddedChannel) throws -> String? {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else { return "no head" }
        _ = try channel.readOutbound(as: HTTPResponsePart.self)
        return head.headerFields[.connection]
    }

    @Test func `ends the connection, after what still comes was thrown away for a while`() throws {
        let channel = try Self.connected()
        try channel.writeInbound(Self.head(.post))
        #expect(try Self.answer(channel) == "close")
        _ = try channel.readInbound(as: HTTPRequestPart.self)
        try channel.writeInbound(Self.body)
        #expect(try channel.readInbound(as: HTTPRequestPart.self) == nil)
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func `is none when only the next request is still on its way`() throws {
        let channel = try Self.connected()
        try channel.writeInbound(Self.head(.get))
        try channel.writeInbound(HTTPRequestPart.end(nil))
        try channel.writeInbound(Self.head(.post))
        #expect(try Self.answer(channel) == nil)
        try channel.writeInbound(Self.body)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        #expect(try Self.answer(channel) == nil)
        #expect(channel.isActive)
        var parts = 0
        while try channel.readInbound(as: HTTPRequestPart.self) != nil { parts += 1 }
        #expect(parts == 5)
    }
}
