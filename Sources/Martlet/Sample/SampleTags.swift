import Images

/// Two thousand tags, of which a few are on most posts.
enum SampleTags {
    /// Most used first.
    static let all: [String] = {
        let pairs = topics.flatMap { first in topics.filter { $0 != first }.map { "\(first)-\($0)" } }
        return Array((topics + pairs).prefix(2000))
    }()

    /// None to three tags, each once.
    static func some(_ random: inout SampleRandom) -> [String] {
        var tags: [String] = []
        for _ in 0..<random.below(4) {
            let tag = all[random.rank(below: all.count)]
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    private static let topics = """
        walks birds photography meta software indieweb books garden sea weather cooking travel music bread cycling family
        work maps trains history films swimming coffee writing radio tides light autumn winter spring summer hills rivers
        harbours insects trees clouds stars boats bridges markets museums letters tools sewing running tea ink
        """.split(whereSeparator: \.isWhitespace).map(String.init)
}
