extension IPAddress {
    /// Whether anyone on the internet may be at this address: neither private, local, reserved nor for many at once.
    ///
    /// An IPv6 address that stands for an IPv4 address is public when that one is.
    ///
    /// - SeeAlso: <https://www.iana.org/assignments/iana-ipv4-special-registry> and
    ///   <https://www.iana.org/assignments/iana-ipv6-special-registry>
    var isPublic: Bool {
        if let embedded { return embedded.isPublic }
        switch self {
        case .v4: return !Self.specialV4.contains { $0.contains(self) }
        case .v6: return Self.unicast.contains(self) && !Self.specialV6.contains { $0.contains(self) }
        }
    }

    /// The IPv4 address to which a translator or a tunnel would carry what is sent to this IPv6 address.
    private var embedded: IPAddress? {
        guard case .v6(let number) = self else { return nil }
        if Self.mapped.contains(self) || Self.nat64.contains(self) {
            return .v4(UInt32(truncatingIfNeeded: number))
        }
        if Self.sixToFour.contains(self) {
            return .v4(UInt32(truncatingIfNeeded: number >> 80))
        }
        return nil
    }

    /// RFC 4291 section 2.5.5.2: `::ffff:192.0.2.1`. Linux dials these as IPv4.
    private static let mapped = AddressRange.v6(0, 0, 0, 0, 0, 0xffff, length: 96)
    /// RFC 6052: `64:ff9b::192.0.2.1`.
    private static let nat64 = AddressRange.v6(0x64, 0xff9b, length: 96)
    /// RFC 3056: the IPv4 address follows the first 16 bits.
    private static let sixToFour = AddressRange.v6(0x2002, length: 16)

    /// What the registry calls not globally reachable, and multicast.
    private static let specialV4: [AddressRange] = [
        .v4(0, 0, 0, 0, length: 8),  // this host, this network
        .v4(10, 0, 0, 0, length: 8),  // private use
        .v4(100, 64, 0, 0, length: 10),  // shared by the customers of a provider
        .v4(127, 0, 0, 0, length: 8),  // loopback
        .v4(169, 254, 0, 0, length: 16),  // link-local, and the metadata services of clouds
        .v4(172, 16, 0, 0, length: 12),  // private use
        .v4(192, 0, 0, 0, length: 24),  // protocol assignments; its two reachable addresses serve no pages
        .v4(192, 0, 2, 0, length: 24),  // documentation
        .v4(192, 88, 99, 0, length: 24),  // 6to4 relays, given up
        .v4(192, 168, 0, 0, length: 16),  // private use
        .v4(198, 18, 0, 0, length: 15),  // benchmarks
        .v4(198, 51, 100, 0, length: 24),  // documentation
        .v4(203, 0, 113, 0, length: 24),  // documentation
        .v4(224, 0, 0, 0, length: 4),  // multicast
        .v4(240, 0, 0, 0, length: 4),  // reserved, and broadcast
    ]

    /// The only part of IPv6 that is given out for hosts of the internet. All that is not in it needs no line below:
    /// `::`, `::1`, IPv4-compatible, `64:ff9b:1::`, `100::`, `5f00::`, `fc00::`, `fe80::`, `fec0::` and `ff00::`.
    private static let unicast = AddressRange.v6(0x2000, length: 3)

    private static let specialV6: [AddressRange] = [
        // Protocol assignments: Teredo, which embeds an IPv4 address, benchmarks, ORCHID. Its reachable parts are
        // anycast services and names of hosts: no pages.
        .v6(0x2001, length: 23),
        .v6(0x2001, 0xdb8, length: 32),  // documentation
        .v6(0x3fff, length: 20),  // documentation
    ]
}
