import Foundation
import IndieWeb

/// The query of an authorization request on its way through the consent form, so that what is allowed is what was shown.
///
/// The site's key proves it for one session and an hour. Nothing is stored.
struct SealedRequest: Sendable {
    let key: SiteKey
    let clock: Clock

    private static let lifetime: Int64 = 3600

    func seal(_ query: String, for cookie: Secret) -> String {
        let end = clock.now() + Self.lifetime
        return "\(end).\(proof(query, end, cookie)).\(Base64URL.encode(Array(query.utf8)))"
    }

    /// The query; nil when the text is not one that was sealed for this session, or too old.
    func open(_ sealed: String, for cookie: Secret) -> String? {
        let parts = sealed.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let end = Int64(parts[0]), let bytes = Base64URL.decode(parts[2]) else { return nil }
        let query = String(decoding: bytes, as: UTF8.self)
        let isOurs = constantTimeEquals(Array(parts[1].utf8), Array(proof(query, end, cookie).utf8))
        return isOurs && end > clock.now() && end <= clock.now() + Self.lifetime ? query : nil
    }

    private func proof(_ query: String, _ end: Int64, _ cookie: Secret) -> String {
        key.proof("authorization request", query, String(end), cookie.text)
    }
}
