import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Martlet

@Suite struct `A slow peer` {
    @Test func `is cut off when a body drips`() throws {
        let channel = EmbeddedChannel(handler: Self.handler)
        try channel.begin()
        for _ in 0..<9 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            try channel.receive(bytes: 1)
        }
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))

        #expect(!channel.isActive)
    }

    @Test func `is served while it keeps up, until the longest time is over`() throws {
        let channel = EmbeddedChannel(handler: Self.handler)
        try channel.begin()
        var seconds = 0
        while channel.isActive, seconds < 1000 {
            seconds += 5
            try channel.receive(bytes: 60)
            channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        }

        #expect(seconds == 100)
    }

    @Test func `isn't slow while the server itself takes nothing`() throws {
        let channel = EmbeddedChannel(handler: Self.handler)
        try channel.begin()
        channel.embeddedEventLoop.advanceTime(by: .seconds(4))
        try channel.receive(bytes: 1, takesMore: false)
        channel.embeddedEventLoop.advanceTime(by: .seconds(50))
        channel.read()
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))

        #expect(!channel.isActive)
    }

    @Test func `may wait to be told to go on, and then it has to`() throws {
        let channel = EmbeddedChannel(handler: Self.handler)
        try channel.begin(expecting: "100-continue")
        channel.embeddedEventLoop.advanceTime(by: .seconds(50))
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .continue)))
        channel.embeddedEventLoop.advanceTime(by: .seconds(9))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test(arguments: ["x", ""])
    func `is cut off when it waits for what nobody will say`(expectation: String) throws {
        let channel = EmbeddedChannel(handler: Self.handler)
        try channel.begin(expecting: expectation)
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        #expect(!channel.isActive)
    }

    @Test func `has an hour for its body even where the server takes nothing`() throws {
        let channel = EmbeddedChannel(handler: Self.handler)
        try channel.begin()
        try channel.receive(bytes: 1, takesMore: false)
        channel.embeddedEventLoop.advanceTime(by: .seconds(89))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(100))
        #expect(!channel.isActive)
    }

    @Test func `may wait for a slow answer, but not for ever before the next request`() throws {
        let channel = EmbeddedChannel(handler: Self.handler)
        try channel.begin()
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(1000))
        #expect(channel.isActive)

        try channel.writeOutbound(HTTPResponsePart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `is cut off when no request comes at all`() throws {
        let channel = EmbeddedChannel(handler: Self.handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))

        #expect(!channel.isActive)
    }

    @Test func `is cut off when it takes nothing of the answer`() throws {
        let channel = EmbeddedChannel(handler: Self.handler)
        try channel.begin()
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        channel.embeddedEventLoop.advanceTime(by: .seconds(29))
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        channel.embeddedEventLoop.advanceTime(by: .seconds(100))
        #expect(channel.isActive)
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        channel.embeddedEventLoop.advanceTime(by: .seconds(30))

        #expect(!channel.isActive)
    }

    private static var handler: SlowPeerHandler {
        SlowPeerHandler(window: .seconds(10), leastBytes: 100, longestBody: .seconds(95), longestStall: .seconds(30))
    }
}

extension EmbeddedChannel {
    fileprivate func begin(expecting expectation: String? = nil) throws {
        try connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        var head = HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/media")
        head.headerFields[.expect] = expectation
        try writeInbound(HTTPRequestPart.head(head))
        read()
    }

    /// A part of a body, after which the server takes more or doesn't.
    fileprivate func receive(bytes count: Int, takesMore: Bool = true) throws {
        try writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 1, count: count)))
        if takesMore { read() }
    }
}
