/// What was rendered and may be kept.
protocol Keepable: Sendable {
    /// What it shows that can change.
    var topics: Set<PageTopic> { get }
    /// Bytes of memory, about.
    var sizeBytes: Int { get }
}

/// What a ``PageCache`` holds: pages or parts of them by name and by topic, and the renderings under way. A value; the cache
/// guards it.
struct PageShelf<Content: Keepable> {
    private var slots: [String: Slot] = [:]
    private var paths: [PageTopic: Set<String>] = [:]
    private var sizeBytes = 0
    private let capacityBytes: Int

    /// The order in which room is made: a hand goes around, and takes what was not asked for since it came by.
    private var ring: [(path: String, number: Int)] = []
    private var hand = 0
    private var lastNumber = 0

    /// Counts the changes.
    private var generation = 0
    /// Seconds since 1970 of the last change.
    private var changedAt: Int64 = 0
    /// The second in which the last rendering began.
    private var begunAt: Int64 = 0
    /// Whether a page that began in the second of the last change may look like one that began in it before.
    private var isAmbiguous = false
    /// What has changed while the present renderings were under way.
    private var changes: [(generation: Int, topics: Set<PageTopic>?)] = []
    private var renderings: [Int: (generation: Int, waiting: [Waiting])] = [:]
    private var latest: [String: Rendering] = [:]
    /// Pages that a change has overtaken, given out until it is answered.
    private var overtaken: [String: Content] = [:]

    typealias Waiting = CheckedContinuation<Content?, any Error>

    private struct Slot {
        var page: Content
        let number: Int
        /// How often it was asked for since the hand came by.
        var uses = 0
    }

    typealias Rendering = PageRendering

    /// What somebody has to do who wants a page.
    enum Step: Sendable {
        case kept(Content)
        case render(Rendering)
        case wait(Rendering)
    }

    init(capacityBytes: Int) { self.capacityBytes = capacityBytes }

    mutating func page(at path: String) -> Content? {
        guard let index = slots.index(forKey: path) else { return overtaken.isEmpty ? nil : overtaken[path] }
        slots.values[index].uses += 1
        return slots.values[index].page
    }

    mutating func begin(_ target: String, at time: Int64) -> Step {
        if let page = page(at: target) { return .kept(page) }
        return beginAnew(target, at: time)
    }

    /// As ``begin(_:at:)``, for whoever doesn't want an overtaken page.
    mutating func beginAnew(_ target: String, at time: Int64) -> Step {
        if let slot = slots[target] { return .kept(slot.page) }
        // One that began before the last change may have read what was before it.
        if let rendering = latest[target], rendering.generation == generation { return .wait(rendering) }
        begunAt = max(begunAt, time)
        let isToldApart = time > changedAt || time == changedAt && !isAmbiguous
        // The second is over by then, in which the page may change again.
        let rendering = open(lastModified: isToldApart ? time + 1 : nil)
        latest[target] = rendering
        return .render(rendering)
    }

    /// - Returns: whether the rendering is still under way.
    mutating func wait(for rendering: Rendering, _ waiting: Waiting) -> Bool {
        renderings[rendering.number]?.waiting.append(waiting) != nil
    }

    /// - Returns: who waits for the result.
    mutating func end(_ rendering: Rendering, _ target: String, keeping page: Content?) -> [Waiting] {
        if let page { keep(page, at: target, since: rendering) }
        if latest[target]?.number == rendering.number { latest[target] = nil }
        return close(rendering)
    }

    /// Begins a rendering; by itself one that nobody waits for, of something that consists of many contents.
    mutating func open(lastModified: Int64? = nil) -> Rendering {
        let rendering = Rendering(number: nextNumber(), generation: generation, lastModified: lastModified)
        renderings[rendering.number] = (generation, [])
        return rendering
    }

    /// Keeps a content that was made during a rendering, unless something that it shows has changed since that began.
    mutating func keep(_ page: Content, at path: String, since rendering: Rendering) {
        if isCurrent(page, since: rendering) { insert(page, at: path) }
    }

    /// - Returns: who waits for the result.
    @discardableResult
    mutating func close(_ rendering: Rendering) -> [Waiting] {
        let waiting = renderings.removeValue(forKey: rendering.number)?.waiting ?? []
        let oldest = renderings.values.map(\.generation).min() ?? generation
        changes.removeAll { $0.generation <= oldest }
        return waiting
    }

    /// Puts a page in the place of one that `isSame` finds to be the same.
    mutating func replace(_ page: Content, at path: String, ifSame isSame: (Content) -> Bool) {
        guard let slot = slots[path], isSame(slot.page) else { return }
        sizeBytes += page.sizeBytes - slot.page.sizeBytes
        slots[path]?.page = page
        makeRoom()
    }

    mutating func remove(about topics: Set<PageTopic>, at time: Int64) {
        note(topics, at: time)
        _ = take(about: topics)
    }

    /// Removes what shows one of these.
    private mutating func take(about topics: Set<PageTopic>) -> [(path: String, slot: Slot)] {
        topics.flatMap { paths[$0] ?? [] }.compactMap { path in
            guard let slot = slots[path] else { return nil }
            remove(path)
            return (path, slot)
        }
    }

    /// As ``remove(about:at:)``, but what was asked for again since it was made is given out until ``forget(_:)``, or until
    /// it was made anew.
    ///
    /// What an earlier change has overtaken is given out no longer unless it is about these too: what it lacks may be what
    /// this change is about.
    ///
    /// - Returns: all that is given out, the most wanted first.
    mutating func overtake(about topics: Set<PageTopic>, at time: Int64) -> [(path: String, page: Content)] {
        note(topics, at: time)
        overtaken = overtaken.filter { !$0.value.topics.isDisjoint(with: topics) }
        var found = overtaken.map { ($0.key, $0.value, Int.max) }
        for (path, slot) in take(about: topics) where slot.uses > 0 {
            overtaken[path] = slot.page
            found.append((path, slot.page, slot.uses))
        }
        return found.sorted { $0.2 > $1.2 }.map { ($0.0, $0.1) }
    }

    /// No longer gives out a page that a change has overtaken.
    mutating func forget(_ path: String) { overtaken[path] = nil }

    /// No longer gives out any of them.
    mutating func forgetOvertaken() { overtaken.removeAll() }

    mutating func removeAll(at time: Int64) {
        note(nil, at: time)
        slots.removeAll()
        overtaken.removeAll()
        paths.removeAll()
        ring.removeAll()
        (hand, sizeBytes) = (0, 0)
    }

    private mutating func note(_ topics: Set<PageTopic>?, at time: Int64) {
        generation += 1
        isAmbiguous = time <= changedAt || time <= begunAt
        changedAt = max(changedAt, time)
        if !renderings.isEmpty { changes.append((generation, topics)) }
    }

    private func isCurrent(_ page: Content, since rendering: Rendering) -> Bool {
        changes.allSatisfy { change in
            change.generation <= rendering.generation || change.topics?.isDisjoint(with: page.topics) == true
        }
    }

    private mutating func insert(_ page: Content, at path: String) {
        remove(path)
        forget(path)
        // One page is not worth most of the others.
        guard page.sizeBytes <= capacityBytes / 4 else { return }
        let number = nextNumber()
        slots[path] = Slot(page: page, number: number)
        for topic in page.topics { paths[topic, default: []].insert(path) }
        sizeBytes += page.sizeBytes
        ring.append((path, number))
        makeRoom()
    }

    private mutating func remove(_ path: String) {
        guard let slot = slots.removeValue(forKey: path) else { return }
        sizeBytes -= slot.page.sizeBytes
        for topic in slot.page.topics {
            paths[topic]?.remove(path)
            if paths[topic]?.isEmpty == true { paths[topic] = nil }
        }
    }

    private mutating func makeRoom() {
        if ring.count > 2 * slots.count + 64 {
            ring.removeAll { slots[$0.path]?.number != $0.number }
            hand = 0
        }
        while sizeBytes > capacityBytes, !ring.isEmpty {
            if hand >= ring.count { hand = 0 }
            let (path, number) = ring[hand]
            if let slot = slots[path], slot.number == number {
                if slot.uses > 0 {
                    slots[path]?.uses = 0
                    hand += 1
                    continue
                }
                remove(path)
            }
            ring.swapAt(hand, ring.count - 1)
            ring.removeLast()
        }
    }

    private mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }
}

/// A page that is being made, for all who asked since the last change.
struct PageRendering: Sendable {
    let number: Int
    let generation: Int
    /// A time from which on it may be told by it, in seconds since 1970; nil where another page may have the same.
    let lastModified: Int64?
}
