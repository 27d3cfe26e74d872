import NIOCore

/// What the handlers of one connection know of each other. Stays on the connection's event loop.
final class ConnectionActivity {
    /// Requests that went the long way and are not answered yet.
    var unanswered = 0
    /// When a request was last answered from memory, which the handlers behind don't see.
    var lastAnswer = NIODeadline.uptimeNanoseconds(0)
}
