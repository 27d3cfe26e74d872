import Images

/// The words that made-up posts are of: 20,000, used about as often as those of a language, so that searches cost what they do
/// elsewhere.
struct SampleWords: Sendable {
    /// Most used first: real ones for what a search would ask for, then invented ones.
    let words: [String]

    init(count: Int = 20_000) {
        var words = Self.common
        var known = Set(words)
        // The same words for every seed.
        var random = SampleRandom(seed: 1)
        while words.count < count {
            let syllables = 2 + random.below(3)
            let word = (0..<syllables).map { _ in
                random.choice(of: Self.onsets) + random.choice(of: Self.vowels) + random.choice(of: Self.codas)
            }.joined()
            if known.insert(word).inserted { words.append(word) }
        }
        self.words = words
    }

    func word(_ random: inout SampleRandom) -> String { words[random.rank(below: words.count)] }

    /// Some words with a capital in front, and nothing behind them.
    func phrase(of count: Int, _ random: inout SampleRandom) -> String {
        var text = ""
        for place in 0..<count {
            let word = word(&random)
            text += place == 0 ? word.prefix(1).uppercased() + word.dropFirst() : " " + word
        }
        return text
    }

    /// One to so many sentences.
    func sentences(upTo count: Int, _ random: inout SampleRandom) -> String {
        (0...random.below(count)).map { _ in phrase(of: 5 + random.below(12), &random) + "." }.joined(separator: " ")
    }

    /// Several paragraphs in Markdown, now and then with a heading, a list or a link.
    func article(_ random: inout SampleRandom) -> String {
        (0..<(4 + random.below(5))).map { _ in
            switch random.below(8) {
            case 0: return "## " + phrase(of: 3, &random)
            case 1: return (0..<3).map { _ in "- " + phrase(of: 4, &random) }.joined(separator: "\n")
            case 2: return sentences(upTo: 3, &random) + " **" + phrase(of: 2, &random) + "**"
            case 3: return sentences(upTo: 3, &random) + " [\(word(&random))](\(address(&random)))"
            default: return sentences(upTo: 6, &random)
            }
        }.joined(separator: "\n\n")
    }

    /// The address of a page at one of some thousand sites that aren't there.
    func address(_ random: inout SampleRandom) -> String {
        "https://\(words[random.rank(below: 4000)]).example/\(2005 + random.below(20))/\(word(&random))"
    }

    private static let common = """
        the of and to in a is that it was for on are as with at be this from or had by not but what some we can out other
        were all there when up use your how said an each she which do their time if will way about many then them write
        would like so these her long make thing see him two has look more day could go come did number sound no most people
        over know water than call first who may down side been now find any new work part take get place made live where
        after back little only round man year came show every good me give our under name very through just form
        sea walk garden light bird morning evening river tide harbour hill photo book server feed bread rain wind autumn
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    private static let onsets = ["b", "br", "d", "f", "g", "gl", "h", "k", "l", "m", "n", "r", "s", "st", "t", "v"]
    private static let vowels = ["a", "e", "i", "o", "u", "ea", "ou"]
    private static let codas = ["", "", "l", "n", "r", "s", "t"]
}
