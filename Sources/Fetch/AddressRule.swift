/// Which addresses may be dialled.
package enum AddressRule: Sendable, Equatable {
    /// Only what is public by IANA's registries of special addresses.
    case publicOnly
    /// All, private and loopback too: for development, tests and addresses that the owner has set.
    case any
}
