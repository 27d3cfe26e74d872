import Synchronization

/// Remembers a bounded number of values, each until a time. Where there is no room, what would end first goes.
final class ShortMemory<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Kept {
        let value: Value
        let until: Int64
    }

    private let kept = Mutex<[Key: Kept]>([:])
    private let most: Int

    init(most: Int) { self.most = most }

    /// What is remembered for a key at a time, in seconds since 1970.
    func value(_ key: Key, at now: Int64) -> Value? {
        kept.withLock { $0[key] }.flatMap { $0.until > now ? $0.value : nil }
    }

    func keep(_ value: Value, for key: Key, until: Int64) {
        kept.withLock { kept in
            if kept[key] == nil, kept.count >= most, let first = kept.min(by: { $0.value.until < $1.value.until }) {
                kept[first.key] = nil
            }
            kept[key] = Kept(value: value, until: until)
        }
    }
}
