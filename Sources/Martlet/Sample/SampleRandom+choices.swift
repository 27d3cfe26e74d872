import Foundation
import Images

extension SampleRandom {
    /// The numbers of one of many things that a seed makes, which none of the others has.
    init(seed: UInt64, number: Int) {
        var seeds = SampleRandom(seed: seed)
        self.init(seed: seeds.next() ^ UInt64(truncatingIfNeeded: number) &* 0xD1B5_4A32_D192_ED03)
    }

    /// A number from 0 to below `count`, each as likely as the others.
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }

    /// A place in a list of `count` that is used as languages use their words: the tenth one a tenth as often as the first
    /// (Zipf's law).
    mutating func rank(below count: Int) -> Int {
        let part = Double(next() >> 11) / Double(1 << 53)
        return min(max(count, 1), Int(exp(part * log(Double(count) + 1)))) - 1
    }

    /// One of a list that is never empty.
    mutating func choice<Element>(of list: [Element]) -> Element { list[below(list.count)] }
}
