import Testing

@testable import Fetch

@Suite struct `Public addresses` {
    /// The last address before a range, its first and its last, and the first one after it.
    private static let edges: [(String?, String, String, String?)] = [
        (nil, "0.0.0.0", "0.255.255.255", "1.0.0.0"),
        ("9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"),
        ("100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"),
        ("126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"),
        ("169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"),
        ("172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"),
        ("191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"),
        ("192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"),
        ("192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0"),
        ("192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"),
        ("198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"),
        ("198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"),
        ("203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"),
        ("223.255.255.255", "224.0.0.0", "255.255.255.255", nil),
        // IPv6: all below 2000:: and above 3fff:fff::, and what is special between.
        (nil, "::", "::fffe:ffff:ffff", "::ffff:1.0.0.0"),
        ("::ffff:223.255.255.255", "::1:0:0:0", "64:ff9b::0.255.255.255", "64:ff9b::1.0.0.0"),
        ("64:ff9b::223.255.255.255", "64:ff9b::1:0:0", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::"),
        ("2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"),
        (
            "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
            "2001:db9::"
        ),
        ("2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2002::", "2002:ff:ffff:ffff:ffff:ffff:ffff:ffff", "2002:100::"),
        ("2002:dfff:ffff:ffff:ffff:ffff:ffff:ffff", "2002:e000::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"),
        ("3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"),
        ("3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nil),
    ]

    @Test(arguments: edges)
    func `end at every range of the registries and begin again after it`(
        before: String?, first: String, last: String, after: String?
    ) throws {
        let special = try (#require(IPAddress(first)), #require(IPAddress(last)))
        #expect(!special.0.isPublic)
        #expect(!special.1.isPublic)
        if let before { #expect(try #require(IPAddress(before)).isPublic) }
        if let after { #expect(try #require(IPAddress(after)).isPublic) }
    }

    @Test(arguments: [
        "::1", "::7f00:1", "::808:808", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1", "64:ff9b::192.168.1.1", "64:ff9b:1::8.8.8.8", "100::1", "100:0:0:1::1", "2001::8.8.8.8",
        "2001:2::1", "2001:10::1", "2001:20::1", "2001:3f::1", "2002:7f00:1::", "2002:c0a8:101::1", "2002:a9fe:a9fe::",
        "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
    ])
    func `are none of the special IPv6 addresses, nor those that lead to a special IPv4 address`(text: String) throws {
        #expect(try !#require(IPAddress(text)).isPublic)
    }

    @Test(arguments: [
        "8.8.8.8", "192.31.196.1", "192.52.193.1", "192.175.48.1", "2606:4700::1111", "2620:4f:8000::1", "2a00::1",
        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1",
    ])
    func `are those of hosts, and those that lead to one`(text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
    }

    @Test func `make up the known share of a walk through all first bytes`() {
        let four = (0..<256).count { IPAddress.v4(UInt32($0) << 24 | 0x010101).isPublic }
        let six = (0..<256).count { IPAddress.v6(UInt128($0) << 120 | 0x1234 << 104).isPublic }

        // All but 0, 10, 127 and 224 to 255; and 2000::/3.
        #expect(four == 256 - 3 - 32)
        #expect(six == 32)
    }
}
