import Fetch
import Foundation
import HTTPTypes
import Hummingbird
import IndieWeb
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing

/// Another site on the loopback address, which answers as a test says and remembers what it was asked.
final class ForeignSite: Sendable {
    /// What the site was asked.
    struct Question: Sendable {
        let method: String
        let host: String
        let path: String
        let query: String
        let headers: HTTPFields
        let body: String

        /// A field of the form in the body.
        subscript(name: String) -> String? {
            (try? FormURLEncoded.parse(query: body))?.first { $0.name == name }?.value
        }
    }

    /// What it answers.
    struct Answer: Sendable {
        var status = 200
        var type: String? = "text/html"
        var headers: [(String, String)] = []
        var body = ""
        /// In place of the text, where there are any.
        var bytes: [UInt8] = []

        static func page(_ body: String, headers: [(String, String)] = []) -> Answer {
            Answer(headers: headers, body: body)
        }
        static func bytes(_ bytes: [UInt8], type: String) -> Answer { Answer(type: type, bytes: bytes) }
        static func json(_ body: String, status: Int = 200) -> Answer {
            Answer(status: status, type: "application/json", body: body)
        }
        static func form(_ body: String, status: Int = 200, type: String? = "application/x-www-form-urlencoded")
            -> Answer
        {
            Answer(status: status, type: type, body: body)
        }
        static func redirect(_ location: String, status: Int = 302) -> Answer {
            Answer(status: status, headers: [("Location", location)])
        }
        static let missing = Answer(status: 404, body: "nothing")
    }

    private let asked = Mutex<[Question]>([])
    let port: Int

    private init(port: Int) { self.port = port }

    /// All questions so far, in order.
    var questions: [Question] { asked.withLock { $0 } }

    /// A fetcher for which every host of the tests is this site.
    var fetcher: Fetcher {
        let names = ["ada", "www.ada", "auth", "evil", "eve", "service", "moved", "app", "other"]
        let routes = names.map { ("\($0).example:80", "127.0.0.1:\(port)") } + [(":", "127.0.0.1:1")]
        return Fetcher(
            addresses: .any, userAgent: "test", routes: Dictionary(uniqueKeysWithValues: routes), patience: 30)
    }

    /// How often a path was asked for.
    func count(_ path: String) -> Int { questions.count { $0.path == path } }

    /// Runs `body` while the site answers.
    static func with(
        _ answer: @escaping @Sendable (Question) async throws -> Answer,
        _ body: @escaping @Sendable (ForeignSite) async throws -> Void
    ) async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let shared = Shared()
        let responder = CallbackResponder { (request: Request, _: BasicRequestContext) in
            let target = request.head.path ?? "/"
            let body = try await request.body.collect(upTo: 1 << 20)
            let question = Question(
                method: request.method.rawValue, host: request.head.authority ?? "",
                path: String(target.prefix { $0 != "?" }),
                query: String(target.drop { $0 != "?" }.dropFirst()), headers: request.headers,
                body: String(buffer: body))
            shared.add(question)
            let answer = try await answer(question)
            var headers = HTTPFields()
            if let type = answer.type { headers[.contentType] = type }
            for (name, value) in answer.headers {
                if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
            }
            return Response(
                status: .init(code: answer.status), headers: headers,
                body: .init(
                    byteBuffer: answer.bytes.isEmpty ? ByteBuffer(string: answer.body) : ByteBuffer(bytes: answer.bytes)
                ))
        }
        let logger = Logger(label: "foreign") { _ in SwiftLogNoOpLogHandler() }
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in continuation.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        try await withThrowingTaskGroup { group in
            group.addTask {
                try await ServiceGroup(configuration: .init(services: [application], logger: logger)).run()
                continuation.finish()
            }
            group.addTask {
                for await port in ports {
                    let site = ForeignSite(port: port)
                    shared.forward(to: site)
                    try await body(site)
                    return
                }
            }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// Hands questions to the site, which is made after its server.
    private final class Shared: Sendable {
        private let site = Mutex<ForeignSite?>(nil)

        func forward(to site: ForeignSite) { self.site.withLock { $0 = site } }

        func add(_ question: Question) {
            site.withLock { $0 }?.asked.withLock { $0.append(question) }
        }
    }
}
