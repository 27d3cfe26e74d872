import Foundation

/// The one-time link by which whoever has the server in hand proves to be the owner and chooses a passphrase.
///
/// It holds for an hour and for one passphrase: once that was chosen, or changed, the link is worth nothing. Nothing is
/// stored for it: the site's key proves it.
struct SetupLink: Sendable {
    let key: SiteKey
    let clock: Clock

    /// Seconds for which a link holds.
    static let lifetime: Int64 = 3600

    /// The text that the link carries, for the passphrase after `generation`.
    func make(generation: Int64) -> String {
        let end = clock.now() + Self.lifetime
        return "\(end)." + proof(end, generation)
    }

    /// Whether a text is one that was made for this generation, less than an hour ago.
    func holds(_ text: String, generation: Int64) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let end = Int64(parts[0]) else { return false }
        let now = clock.now()
        return key.verifies(String(parts[1]), Self.purpose, String(end), String(generation)) && end > now
            && end <= now + Self.lifetime
    }

    private static let purpose = "setup"

    private func proof(_ end: Int64, _ generation: Int64) -> String {
        key.proof(Self.purpose, String(end), String(generation))
    }
}
