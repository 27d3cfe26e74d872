import Glibc
import Testing

@testable import Fetch

@Suite struct `Blocked addresses` {
    /// Numbers in all the ways in which a resolver reads them.
    @Test(arguments: [
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://0/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[fe80::1]/", "http://[64:ff9b::10.0.0.1]/",
        "http://localhost/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "https://192.168.1.1/",
        "http://①②⑦.⓪.⓪.①/",
    ])
    func `are blocked in every notation`(url: String) async throws {
        #expect(try await Fetcher.test(.publicOnly).failure(FetchRequest(url)) == .blockedAddress)
    }

    @Test(arguments: [["127.0.0.2"], ["10.0.0.1", "192.168.0.1"], ["::1", "127.0.0.1"], ["fd00::1", "fe80::1"]])
    func `are blocked behind a name, when it has no others`(answers: [String]) async throws {
        let fetcher = Fetcher.test(.publicOnly, answers: ["ada.example:80": answers])

        #expect(try await fetcher.failure(FetchRequest("http://ada.example/")) == .blockedAddress)
    }

    @Test(arguments: [["127.0.0.2", "127.0.0.1"], ["::1", "127.0.0.1"], ["10.0.0.1", "fd00::1", "127.0.0.1"]])
    func `are passed over when a name has a public one too`(answers: [String]) async throws {
        let server = try LoopbackServer { _, connection in connection.answer(body: "public") }
        let port = server.authority.split(separator: ":")[1]
        let fetcher = Fetcher.guarded(answers: ["ada.example:\(port)": answers])

        let response = try await fetcher.fetch(FetchRequest("http://ada.example:\(port)/"))

        #expect(response.text == "public")
    }

    @Test func `are not what a refused connection to a public address is called`() async throws {
        let server = try LoopbackServer(isListening: false)
        let port = server.authority.split(separator: ":")[1]
        let fetcher = Fetcher.guarded(answers: ["ada.example:\(port)": ["127.0.0.2", "127.0.0.1"]])

        #expect(try await fetcher.failure(FetchRequest("http://ada.example:\(port)/")) == .noConnection)
    }

    @Test func `are blocked when a route of a test leads there`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer() }
        let fetcher = Fetcher.test(.publicOnly, routes: ["ada.example:80": server.authority])

        #expect(try await fetcher.failure(FetchRequest("http://ada.example/")) == .blockedAddress)
        #expect(server.connections == 0)
    }

    @Test func `are blocked after a redirect, and never dialled`() async throws {
        let inner = try LoopbackServer(on: "127.0.0.2") { _, connection in connection.answer(body: "secret") }
        let target = inner.url("/admin?token=1")
        let outer = try LoopbackServer { _, connection in connection.answer("302 Found", ["Location: \(target)"]) }
        let fetcher = Fetcher.guarded()

        await #expect(throws: FetchError(.blockedAddress, url: inner.url("/admin"))) {
            try await fetcher.fetch(FetchRequest(outer.url(), redirects: 3))
        }
        #expect(inner.connections == 0)
        #expect(outer.requests.count == 1)
    }

    @Test func `are dialled when the request says so, and not when only the fetcher's rule would let it`() async throws
    {
        let server = try LoopbackServer { _, connection in connection.answer(body: "in here") }
        var request = FetchRequest(server.url())

        request.addresses = .any
        #expect(try await Fetcher.test(.publicOnly).fetch(request).text == "in here")
        request.addresses = .publicOnly
        #expect(try await Fetcher.test(.any).failure(request) == .blockedAddress)
    }

    @Test func `can't be reached by a proxy of the environment`() async {
        // In a process of its own: other tests read their environment.
        await #expect(processExitsWith: .success) {
            let proxy = try LoopbackServer { _, connection in connection.answer(body: "proxy") }
            let server = try LoopbackServer { _, connection in connection.answer(body: "direct") }
            for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
                setenv(name, "http://\(proxy.authority)", 1)
            }

            let fetcher = Fetcher.test(answers: ["ada.example:80": ["127.0.0.2"]])
            #expect(try await fetcher.fetch(FetchRequest(server.url())).text == "direct")
            let inner = FetchRequest("http://10.0.0.1/")
            #expect(try await Fetcher.test(.publicOnly).failure(inner) == .blockedAddress)
            #expect(proxy.connections == 0)
        }
    }
}
