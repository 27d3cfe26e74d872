/// What one fetch may cost.
package struct FetchLimits: Sendable, Equatable {
    /// What happens to an answer whose body is longer than ``FetchLimits/bytes``.
    package enum Excess: Sendable, Equatable {
        /// The fetch fails with ``FetchError/Reason/tooLarge``.
        case refuse
        /// The body ends at the limit, and ``FetchResponse/isCut`` says so.
        case cut
    }

    /// Longest body, in bytes after decompression.
    package var bytes: Int
    /// Longest head of an answer, in bytes, with interim answers and trailers.
    package var headerBytes: Int
    /// Seconds for the whole fetch, with all redirects but without waiting for a free thread.
    package var seconds: Double
    /// Seconds until a connection stands, with the look-up of the name and the handshake of TLS.
    package var connectSeconds: Double
    /// Bytes a second that must come on average over ``slowSeconds``; 0 for no such rule.
    package var leastBytesPerSecond: Int
    /// Whole seconds for which an answer may be slower than ``leastBytesPerSecond``; 0 for no such rule.
    package var slowSeconds: Int
    /// What happens to a longer body.
    package var excess: Excess

    /// Limits that suit a page or a document of a protocol.
    package init(
        bytes: Int = 1 << 20, headerBytes: Int = 64 << 10, seconds: Double = 10, connectSeconds: Double = 5,
        leastBytesPerSecond: Int = 100, slowSeconds: Int = 10, excess: Excess = .refuse
    ) {
        self.bytes = bytes
        self.headerBytes = headerBytes
        self.seconds = seconds
        self.connectSeconds = connectSeconds
        self.leastBytesPerSecond = leastBytesPerSecond
        self.slowSeconds = slowSeconds
        self.excess = excess
    }
}
