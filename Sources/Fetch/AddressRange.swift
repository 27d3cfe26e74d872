/// All addresses that begin with the same bits, such as `10.0.0.0/8`.
struct AddressRange: Sendable {
    let first: IPAddress
    /// How many leading bits are those of `first`.
    let length: Int

    /// An IPv4 range, written with the four numbers of its first address.
    static func v4(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, length: Int) -> AddressRange {
        let number = [a, b, c, d].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return AddressRange(first: .v4(number), length: length)
    }

    /// An IPv6 range, written with the leading groups of its first address; the others are zero.
    static func v6(_ groups: UInt16..., length: Int) -> AddressRange {
        var number = UInt128(0)
        for (position, group) in groups.enumerated() {
            number |= UInt128(group) << (112 - 16 * position)
        }
        return AddressRange(first: .v6(number), length: length)
    }

    func contains(_ address: IPAddress) -> Bool {
        switch (first, address) {
        case (.v4(let first), .v4(let address)): (first ^ address) >> (32 - length) == 0
        case (.v6(let first), .v6(let address)): (first ^ address) >> (128 - length) == 0
        default: false
        }
    }
}
