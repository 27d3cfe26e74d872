import NIOCore
import Testing

@testable import Martlet

@Suite struct `What the cache of pages holds` {
    private static func page(_ text: String, about topics: Set<PageTopic> = []) -> FinishedPage {
        let page = RenderedPage(text.utf8, mediaType: "text/plain", about: topics)
        return FinishedPage(page, by: { page }, caching: "no-cache", lastModified: nil)
    }

    /// Renders a page and keeps it.
    private static func keep(_ page: FinishedPage, at path: String, in shelf: inout PageShelf<FinishedPage>) throws {
        _ = shelf.end(try begin(path, in: &shelf), path, keeping: page)
    }

    private static func begin(
        _ path: String, at time: Int64 = 0, in shelf: inout PageShelf<FinishedPage>
    ) throws -> PageRendering {
        guard case .render(let rendering) = shelf.begin(path, at: time) else { throw NotRendered() }
        return rendering
    }

    private static func wait(for path: String, in shelf: inout PageShelf<FinishedPage>) throws -> PageRendering {
        guard case .wait(let rendering) = shelf.begin(path, at: 0) else { throw NotRendered() }
        return rendering
    }

    /// A page is there or not, or under way or not, against what was expected.
    private struct NotRendered: Error {}

    @Test func `a change takes the pages that show it, and leaves all others`() throws {
        var shelf = PageShelf<FinishedPage>(capacityBytes: 1 << 20)
        try Self.keep(Self.page("a", about: [.entry(1), .list("/")]), at: "/", in: &shelf)
        try Self.keep(Self.page("b", about: [.entry(1)]), at: "/notes/1", in: &shelf)
        try Self.keep(Self.page("c", about: [.entry(2)]), at: "/notes/2", in: &shelf)
        shelf.remove(about: [.entry(1)], at: 1)
        #expect(shelf.page(at: "/") == nil)
        #expect(shelf.page(at: "/notes/1") == nil)
        #expect(shelf.page(at: "/notes/2") != nil)
        shelf.removeAll(at: 2)
        #expect(shelf.page(at: "/notes/2") == nil)
    }

    @Test func `a page is not kept when what it shows changed while it was rendered`() throws {
        var shelf = PageShelf<FinishedPage>(capacityBytes: 1 << 20)
        let first = try Self.begin("/", in: &shelf)
        let second = try Self.begin("/b", in: &shelf)
        shelf.remove(about: [.entry(1)], at: 1)
        _ = shelf.end(first, "/", keeping: Self.page("a", about: [.entry(1)]))
        _ = shelf.end(second, "/b", keeping: Self.page("b", about: [.entry(2)]))
        #expect(shelf.page(at: "/") == nil)
        #expect(shelf.page(at: "/b") != nil)
    }

    @Test func `whoever asks while a page is rendered waits for it, unless something has changed since`() throws {
        var shelf = PageShelf<FinishedPage>(capacityBytes: 1 << 20)
        let first = try Self.begin("/", in: &shelf)
        let same = try Self.wait(for: "/", in: &shelf)
        #expect(same.number == first.number)
        shelf.remove(about: [.list("/tags/x")], at: 1)
        let second = try Self.begin("/", at: 1, in: &shelf)
        #expect(second.number != first.number)
        _ = shelf.end(first, "/", keeping: nil)
        let latest = try Self.wait(for: "/", in: &shelf)
        #expect(latest.number == second.number)
    }

    @Test func `what was not asked for lately makes room`() throws {
        let text = String(repeating: "x", count: 10_000)
        let size = Self.page(text).sizeBytes
        var shelf = PageShelf<FinishedPage>(capacityBytes: 10 * size)
        for number in 0..<30 {
            try Self.keep(Self.page(text), at: "/\(number)", in: &shelf)
            // The first is asked for all the time.
            #expect(shelf.page(at: "/0") != nil, "after \(number)")
        }
        #expect((0..<30).count { shelf.page(at: "/\($0)") != nil } == 10)
        #expect(shelf.page(at: "/29") != nil)
    }

    @Test func `a page that would take most of the room is not kept`() throws {
        var shelf = PageShelf<FinishedPage>(capacityBytes: 10_000)
        try Self.keep(Self.page(String(repeating: "x", count: 5000)), at: "/", in: &shelf)
        #expect(shelf.page(at: "/") == nil)
    }

    @Test func `pages come and go ten thousand times within the bytes that are allowed`() throws {
        var shelf = PageShelf<FinishedPage>(capacityBytes: 100_000)
        for number in 0..<10_000 {
            let path = "/\(number % 700)"
            if case .render(let rendering) = shelf.begin(path, at: 0) {
                _ = shelf.end(
                    rendering, path, keeping: Self.page("text \(number)", about: [.entry(Int64(number % 50))]))
            }
            if number % 7 == 0 { shelf.remove(about: [.entry(Int64(number % 50))], at: 0) }
        }
        let kept = (0..<700).compactMap { shelf.page(at: "/\($0)") }
        #expect(!kept.isEmpty)
        #expect(kept.reduce(0) { $0 + $1.sizeBytes } <= 100_000)
    }

    @Test func `what many ask for is given out until it was made anew, and all else is gone at once`() throws {
        var shelf = PageShelf<FinishedPage>(capacityBytes: 1 << 20)
        for path in ["/", "/quiet", "/read"] {
            try Self.keep(Self.page("old", about: [.entry(1)]), at: path, in: &shelf)
        }
        for _ in 0..<3 { _ = shelf.page(at: "/") }
        _ = shelf.page(at: "/read")
        #expect(shelf.overtake(about: [.entry(1)], at: 1).map(\.path) == ["/", "/read"])
        #expect(shelf.page(at: "/quiet") == nil)
        #expect(Self.text(shelf.page(at: "/")) == "old" && Self.text(shelf.page(at: "/read")) == "old")

        guard case .render(let rendering) = shelf.beginAnew("/", at: 1) else { throw NotRendered() }
        #expect(Self.text(shelf.page(at: "/")) == "old")
        _ = shelf.end(rendering, "/", keeping: Self.page("new", about: [.entry(1)]))
        #expect(Self.text(shelf.page(at: "/")) == "new")
        shelf.forget("/read")
        #expect(shelf.page(at: "/read") == nil)
        shelf.forget("/")
        #expect(Self.text(shelf.page(at: "/")) == "new", "it isn't overtaken any more")
    }

    @Test func `a change that comes while a page is made anew for another has it made anew again`() throws {
        var shelf = PageShelf<FinishedPage>(capacityBytes: 1 << 20)
        try Self.keep(Self.page("old", about: [.entry(1)]), at: "/", in: &shelf)
        _ = shelf.page(at: "/")
        _ = shelf.overtake(about: [.entry(1)], at: 1)
        guard case .render(let first) = shelf.beginAnew("/", at: 1) else { throw NotRendered() }
        #expect(shelf.overtake(about: [.entry(1)], at: 1).map(\.path) == ["/"])
        guard case .render(let second) = shelf.beginAnew("/", at: 1) else { throw NotRendered() }
        _ = shelf.end(first, "/", keeping: Self.page("between", about: [.entry(1)]))
        #expect(Self.text(shelf.page(at: "/")) == "old", "what the second has overtaken is not kept")
        _ = shelf.end(second, "/", keeping: Self.page("new", about: [.entry(1)]))
        #expect(Self.text(shelf.page(at: "/")) == "new")
        shelf.removeAll(at: 2)
        #expect(shelf.page(at: "/") == nil)
    }

    @Test func `a change of something else may be of what an overtaken page lacks, which is given out no longer`()
        throws
    {
        var shelf = PageShelf<FinishedPage>(capacityBytes: 1 << 20)
        try Self.keep(Self.page("old", about: [.list("/")]), at: "/", in: &shelf)
        _ = shelf.page(at: "/")
        #expect(shelf.overtake(about: [.list("/"), .entry(5)], at: 1).map(\.path) == ["/"])
        #expect(shelf.overtake(about: [.entry(5)], at: 1).isEmpty)
        #expect(shelf.page(at: "/") == nil)
    }

    private static func text(_ page: FinishedPage?) -> String? { page.map { String(buffer: $0.plain.body) } }

    @Test func `a time tells a page from the one before, or isn't given`() throws {
        var shelf = PageShelf<FinishedPage>(capacityBytes: 1 << 20)
        shelf.removeAll(at: 100)
        #expect(try Self.begin("/", at: 100, in: &shelf).lastModified == 101)
        #expect(try Self.begin("/b", at: 101, in: &shelf).lastModified == 102)
        shelf.remove(about: [.entry(1)], at: 100)
        #expect(try Self.begin("/c", at: 100, in: &shelf).lastModified == nil, "the second of two changes")
        #expect(try Self.begin("/d", at: 99, in: &shelf).lastModified == nil, "before the last change")
        #expect(try Self.begin("/e", at: 200, in: &shelf).lastModified == 201)
        shelf.remove(about: [.entry(1)], at: 200)
        #expect(try Self.begin("/e", at: 200, in: &shelf).lastModified == nil, "as the one that it has overtaken")
    }

    @Test func `a time is said once its second is over, in which the page may change again`() {
        let page = RenderedPage("x".utf8, mediaType: "text/plain")
        let finished = FinishedPage(page, by: { page }, caching: "no-cache", lastModified: 100)
        #expect(finished.plain.lastModified(at: 99) == nil)
        #expect(finished.plain.lastModified(at: 100) == HTTPDate.text(at: 100))
    }
}
