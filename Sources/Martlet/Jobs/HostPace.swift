import Synchronization

/// How fast one host is asked: no more than one job begins for it in so many seconds.
final class HostPace: Sendable {
    private let lastStarts = Mutex<[String: Int64]>([:])
    private let seconds: Int64

    init(seconds: Int64 = 2) { self.seconds = seconds }

    /// The hosts that were asked a moment ago.
    func resting(at now: Int64) -> Set<String> {
        lastStarts.withLock { starts in
            starts = starts.filter { $0.value <= now && now - $0.value < seconds }
            return Set(starts.keys)
        }
    }

    func note(_ jobs: [Job], at now: Int64) {
        lastStarts.withLock { starts in
            for host in jobs.compactMap(\.host) { starts[host] = now }
        }
    }
}
