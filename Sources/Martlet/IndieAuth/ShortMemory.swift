import Synchronization

/// Remembers a bounded number of values, each from one time until another: a clock that is set back ends it too. Where there is no room, what would end first goes.
final class ShortMemory<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Kept {
        let value: Value
        let since: Int64
        let until: Int64
    }

    private let kept = Mutex<[Key: Kept]>([:])
    private let most: Int

    init(most: Int) { self.most = most }

    /// What is remembered for a key at a time, in seconds since 1970.
    func value(_ key: Key, at now: Int64) -> Value? {
        kept.withLock { $0[key] }.flatMap { $0.since <= now && $0.until > now ? $0.value : nil }
    }

    func keep(_ value: Value, for key: Key, from now: Int64, seconds: Int64) {
        kept.withLock { kept in
            if kept[key] == nil, kept.count >= most, let first = kept.min(by: { $0.value.until < $1.value.until }) {
                kept[first.key] = nil
            }
            kept[key] = Kept(value: value, since: now, until: now + seconds)
        }
    }
}
