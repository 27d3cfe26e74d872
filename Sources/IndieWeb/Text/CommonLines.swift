/// Finds the longest list of lines that two texts have in common and in the same order, by Myers' greedy algorithm.
///
/// - SeeAlso: E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1, 1986
struct CommonLines {
    typealias Pair = (old: Int, new: Int)

    /// Most lines removed and added together; what is remembered on the way grows with the square of it.
    private static let mostEdits = 500

    /// Most steps; without it, two long texts could take seconds.
    private static let mostSteps = 2_000_000

    private let old: ArraySlice<Int>
    private let new: ArraySlice<Int>

    /// Returns where each common line stands in the old and in the new text; equal lines have equal numbers.
    ///
    /// When the texts differ too much, only lines before the first and after the last difference.
    static func pairs(_ old: [Int], _ new: [Int]) -> [Pair] {
        let shorter = min(old.count, new.count)
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = min(zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count, shorter - head)
        let middle = CommonLines(
            old: old[head..<(old.count - tail)], new: new[head..<(new.count - tail)])
        let start: [Pair] = (0..<head).map { ($0, $0) }
        let end: [Pair] = (0..<tail).map { (old.count - tail + $0, new.count - tail + $0) }
        return start + middle.pairs() + end
    }

    private func pairs() -> [Pair] {
        guard !old.isEmpty, !new.isEmpty else { return [] }
        let limit = min(old.count + new.count, Self.mostEdits)
        let center = limit + 1
        // For each diagonal, how far into the old text the best path on it has come.
        var reach = [Int](repeating: 0, count: 2 * limit + 3)
        var rounds: [[Int]] = []
        var steps = 0
        for edits in 0...limit {
            rounds.append(Array(reach[(center - edits - 1)...(center + edits + 1)]))
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let goesDown = Self.goesDown(diagonal, edits) { reach[center + $0] }
                let start = goesDown ? reach[center + diagonal + 1] : reach[center + diagonal - 1] + 1
                let end = endOfRun(from: start, on: diagonal)
                reach[center + diagonal] = end
                if diagonal == old.count - new.count, end >= old.count { return path(rounds) }
                steps += end - start + 1
                guard steps < Self.mostSteps else { return [] }
            }
        }
        return []
    }

    /// Whether the best path comes to a diagonal by adding a line, and not by removing one.
    private static func goesDown(_ diagonal: Int, _ edits: Int, _ reach: (Int) -> Int) -> Bool {
        if diagonal == -edits { return true }
        return diagonal != edits && reach(diagonal - 1) < reach(diagonal + 1)
    }

    private func endOfRun(from start: Int, on diagonal: Int) -> Int {
        var place = start
        while place < old.count, place - diagonal < new.count,
            old[old.startIndex + place] == new[new.startIndex + place - diagonal]
        {
            place += 1
        }
        return place
    }

    /// Walks back through what each round knew before it began, and collects the common lines.
    private func path(_ rounds: [[Int]]) -> [Pair] {
        var pairs: [Pair] = []
        var (x, y) = (old.count, new.count)
        for (edits, reach) in rounds.enumerated().reversed() {
            let diagonal = x - y
            let goesDown = Self.goesDown(diagonal, edits) { reach[$0 + edits + 1] }
            let previous = goesDown ? diagonal + 1 : diagonal - 1
            let previousX = reach[previous + edits + 1]
            let previousY = previousX - previous
            while x > previousX, y > previousY {
                (x, y) = (x - 1, y - 1)
                pairs.append((old.startIndex + x, new.startIndex + y))
            }
            (x, y) = (previousX, previousY)
        }
        return pairs.reversed()
    }
}
