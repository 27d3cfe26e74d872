import Foundation
import Images

/// How large a made-up site is to be, and what follows from that: the times of its posts, and which of them show pictures.
///
/// The same plan always gives the same posts.
struct SamplePlan: Codable, Equatable, Sendable {
    let posts: Int
    /// Pictures that the posts show in all, at most as many as there are posts.
    let photos: Int
    let seed: UInt64

    /// The numbers of a post; the first one is the same as that of no other post.
    func random(ofPost post: Int) -> SampleRandom { SampleRandom(seed: seed, number: post) }

    /// When a post was published, in seconds since 1970: evenly over twenty years, but for one in fifty that was written up
    /// later.
    func time(ofPost post: Int, _ random: inout SampleRandom) -> Int64 {
        let length = Self.years.count
        let share = length / max(posts, 1)
        let time = Self.years.lowerBound + length * post / max(posts, 1) + random.below(share)
        return Int64(random.below(50) == 0 ? time - random.below(90 * 86_400) : time)
    }

    /// 1 January 2005 to 1 January 2025.
    private static let years = 1_104_537_600..<1_735_689_600

    // MARK: Pictures

    /// The numbers of the pictures that a post shows, from 0; most show none.
    func photos(ofPost post: Int) -> Range<Int> {
        let groups = Self.groups(for: photos)
        guard groups > 0, post < posts else { return 0..<0 }
        // The group whose post this is, if there is one: they are dealt out evenly.
        let group = (post * groups + posts - 1) / posts
        guard group < groups, group * posts / groups == post else { return 0..<0 }
        return Self.start(ofGroup: group)..<min(Self.start(ofGroup: group + 1), photos)
    }

    /// How many pictures a post shows that shows some, in turn.
    private static let sizes = [1, 2, 1, 4, 1, 1, 3, 1, 2, 1]

    private static func start(ofGroup group: Int) -> Int {
        group / sizes.count * sizes.reduce(0, +) + sizes.prefix(group % sizes.count).reduce(0, +)
    }

    private static func groups(for photos: Int) -> Int {
        var group = photos / sizes.reduce(0, +) * sizes.count
        while start(ofGroup: group) < photos { group += 1 }
        return group
    }

    // MARK: What a data directory was begun with

    /// The plan of the directory; nil when none was begun.
    static func read(in dataDirectory: String) throws -> SamplePlan? {
        guard Disk.kind(of: file(in: dataDirectory)) != .missing else { return nil }
        return try JSONDecoder().decode(
            SamplePlan.self, from: Data(contentsOf: URL(fileURLWithPath: file(in: dataDirectory))))
    }

    /// Notes the plan, so that only the same one goes on.
    func write(in dataDirectory: String) throws {
        try JSONEncoder().encode(self).write(
            to: URL(fileURLWithPath: Self.file(in: dataDirectory)), options: .atomic)
    }

    private static func file(in dataDirectory: String) -> String { dataDirectory + "/sample.json" }
}
