import NIOCore

/// Who is at the other end: the peer of the connection, or whom a trusted proxy names.
///
/// `X-Forwarded-For` counts only as far as proxies of the settings wrote it: anybody else may claim anything there.
struct PeerRules: Sendable {
    /// Addresses of proxies, as the settings have them.
    let trustedProxies: [String]

    /// The address to count attempts by: of IPv6 the first 64 bits, which one customer of a network has.
    ///
    /// - Parameter forwarded: the values of `X-Forwarded-For`, in order.
    func peer(_ address: SocketAddress?, forwarded: [String]) -> String {
        var peer = address.map(Self.plain) ?? "local"
        let hops = forwarded.flatMap { $0.split(separator: ",") }.map { String($0.filter { $0 != " " }) }
        for hop in hops.reversed() {
            guard trustedProxies.contains(peer), let named = try? SocketAddress(ipAddress: hop, port: 0) else { break }
            peer = Self.plain(named)
        }
        return Self.network(peer)
    }

    /// The address as text; one of IPv4 in the clothes of IPv6 without them.
    private static func plain(_ address: SocketAddress) -> String {
        guard let bytes = six(address), bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] else {
            return address.ipAddress ?? "local"
        }
        return bytes.suffix(4).map(String.init).joined(separator: ".")
    }

    private static func network(_ peer: String) -> String {
        guard let address = try? SocketAddress(ipAddress: peer, port: 0), let bytes = six(address) else { return peer }
        return Hex.string(bytes.prefix(8)) + "/64"
    }

    /// The 16 bytes of an IPv6 address.
    private static func six(_ address: SocketAddress) -> [UInt8]? {
        guard case .v6 = address else { return nil }
        // `sockaddr_in6`: family, port and flow take eight bytes.
        return address.withSockAddr { pointer, size in
            Array(UnsafeRawBufferPointer(start: pointer, count: size).dropFirst(8).prefix(16))
        }
    }
}
