import Foundation
import IndieWeb

/// The query of an authorization request on its way through the consent form, so that what is allowed is what was shown.
///
/// The site's key proves it for one session and an hour. Nothing is stored.
struct SealedRequest: Sendable {
    let key: SiteKey
    let clock: Clock

    private static let lifetime: Int64 = 3600
    private static let purpose = "authorization request"

    func seal(_ query: String, for cookie: Secret) -> String {
        let end = clock.now() + Self.lifetime
        return
            "\(end).\(key.proof(Self.purpose, query, String(end), cookie.text)).\(Base64URL.encode(Array(query.utf8)))"
    }

    /// The query; nil when the text is not one that was sealed for this session, or too old.
    func open(_ sealed: String, for cookie: Secret) -> String? {
        let parts = sealed.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let end = Int64(parts[0]), let bytes = Base64URL.decode(parts[2]) else { return nil }
        let query = String(decoding: bytes, as: UTF8.self)
        let isOurs = key.verifies(parts[1], Self.purpose, query, String(end), cookie.text)
        return isOurs && end > clock.now() && end <= clock.now() + Self.lifetime ? query : nil
    }
}
