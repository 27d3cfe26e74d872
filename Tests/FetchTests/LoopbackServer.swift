import Foundation
import Glibc
import Synchronization

/// A server on a free port of the loopback that reads one request of each connection and answers with any bytes.
final class LoopbackServer: Sendable {
    /// What a client has sent.
    struct Request: Sendable {
        /// Request line and headers, line by line.
        let head: [String]
        let body: String

        var line: String { head.first ?? "" }

        /// The value of a header, or `nil`.
        subscript(name: String) -> String? {
            head.dropFirst().first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
                .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }
    }

    /// `127.0.0.1:8123`
    let authority: String
    /// Each request when it has come in, for tests that must wait for one.
    let arrivals: AsyncStream<Request>
    private let listener: Int32
    private let log: Log
    private let isListening: Bool

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])
        let connections = Mutex(0)
    }

    /// Everything that clients have sent so far.
    var requests: [Request] { log.requests.withLock { $0 } }

    /// How many connections there were, with or without a request.
    var connections: Int { log.connections.withLock { $0 } }

    /// - Parameters:
    ///   - isListening: otherwise the port is taken, and connections to it are refused.
    ///   - greeting: what is sent before anything is read.
    ///   - answer: runs on a thread of its own for each connection, which is closed when it returns.
    init(
        on host: String = "127.0.0.1", isListening: Bool = true, greeting: String = "",
        _ answer: @escaping @Sendable (Request, Connection) -> Void = { _, _ in }
    ) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, host, &address.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) | (isListening ? listen(listener, 64) : 0)
                    | getsockname(listener, pointer, &length)
            }
        }
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        self.listener = listener
        self.isListening = isListening
        authority = "\(host):\(UInt16(bigEndian: address.sin_port))"

        let (arrivals, arrived) = AsyncStream.makeStream(of: Request.self)
        self.arrivals = arrivals
        let log = Log()
        self.log = log
        guard isListening else { return }
        Thread.detachNewThread {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else {
                    // Shut down; anything else is over by itself.
                    if errno == EINVAL { break }
                    usleep(10_000)
                    continue
                }
                log.connections.withLock { $0 += 1 }
                Thread.detachNewThread {
                    let connection = Connection(client)
                    connection.send(greeting)
                    if let request = connection.readRequest() {
                        log.requests.withLock { $0.append(request) }
                        arrived.yield(request)
                        answer(request, connection)
                    }
                    connection.close()
                }
            }
            Glibc.close(listener)
        }
    }

    /// A server that sends the same bytes to everyone.
    convenience init(on host: String = "127.0.0.1", sending text: String) throws {
        try self.init(on: host) { _, connection in connection.send(text) }
    }

    deinit {
        // The thread then fails to accept, and closes the socket.
        if isListening { shutdown(listener, Int32(SHUT_RDWR)) } else { Glibc.close(listener) }
    }

    func url(_ path: String = "/") -> String { "http://\(authority)\(path)" }
}
