import Hummingbird

/// Makes addresses of hidden files that work for a while, for whoever has them.
///
/// Shape: `/media/<name>/full.jpg?expires=1763713600&signature=…`, the seconds since 1970 at which it ends and a proof by the
/// site's key. It can't be taken back; a new key ends all of them.
struct MediaSigner: Sendable {
    let key: SiteKey
    let site: Site
    let clock: Clock
    /// When every address ends at the latest.
    private var latestEnd = Int64.max

    init(key: SiteKey, site: Site, clock: Clock) {
        self.key = key
        self.site = site
        self.clock = clock
    }

    /// One whose addresses don't outlive something else.
    func until(_ end: Int64) -> MediaSigner {
        var signer = self
        signer.latestEnd = min(latestEnd, end)
        return signer
    }

    /// Seconds for which an address works unless said otherwise.
    static let lifetime: Int64 = 3600

    /// The address of a file, good until `lifetime` seconds from now.
    func url(_ path: String, lifetime: Int64 = Self.lifetime) -> String {
        let end = String(min(clock.now() + lifetime, latestEnd))
        return site.url("\(path)?expires=\(end)&signature=\(key.proof(Self.purpose, path, end))")
    }

    /// When the signed address of a request ends; nil for one that isn't signed, or has ended.
    func end(of request: Request) -> Int64? {
        let query = request.uri.queryParameters
        guard let end = query["expires"].map(String.init), let signature = query["signature"].map(String.init),
            let time = Int64(end), time > clock.now(),
            key.verifies(signature, Self.purpose, request.uri.path, end)
        else { return nil }
        return time
    }

    private static let purpose = "media"
}
