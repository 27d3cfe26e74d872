import Foundation
import Glibc
import NIOCore
import NIOPosix
import Testing

/// A client that sends exactly the bytes it is told to, one request a connection.
struct Wire: Sendable {
    let port: Int

    /// Threads of its own: those of the server in the same process must not wait for the client's.
    private static let threads = {
        let pool = NIOThreadPool(numberOfThreads: 64)
        pool.start()
        return pool
    }()

    /// Sends a request with `Connection: close` and reads the answer to its end.
    func send(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async throws -> WireResponse {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: site.example\r\nConnection: close\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        let bytes = Array((head + "\r\n").utf8) + (body ?? [])
        guard let response = WireResponse(try await exchange([bytes])) else { throw WireError(code: ECONNRESET) }
        return response
    }

    /// Opens a connection, sends each piece, and reads until the server closes it.
    ///
    /// - Parameter awaited: text that must have come before the second piece is sent.
    func exchange(_ pieces: [[UInt8]], awaiting awaited: String? = nil) async throws -> [UInt8] {
        try await Self.threads.runIfActive {
            let descriptor = try connect()
            defer { close(descriptor) }
            var received: [UInt8] = []
            for (index, piece) in pieces.enumerated() {
                if index > 0, let awaited {
                    while !String(decoding: received, as: UTF8.self).contains(awaited) {
                        guard let bytes = receive(descriptor) else { return received }
                        received += bytes
                    }
                }
                guard write(piece, to: descriptor) else { break }
            }
            while let bytes = receive(descriptor) { received += bytes }
            return received
        }
    }

    /// Sends one request after the other on one connection that stays open, each when the one before was answered.
    func converse(_ requests: [(method: String, path: String, headers: [(String, String)])]) async throws
        -> [WireResponse]
    {
        try await Self.threads.runIfActive {
            let descriptor = try connect()
            defer { close(descriptor) }
            return try requests.map { request in
                var head = "\(request.method) \(request.path) HTTP/1.1\r\nHost: site.example\r\n"
                for (name, value) in request.headers { head += "\(name): \(value)\r\n" }
                guard write(Array((head + "\r\n").utf8), to: descriptor) else { throw WireError(code: EPIPE) }
                var received: [UInt8] = []
                while true {
                    if let answer = WireResponse(received) {
                        let isBare = request.method == "HEAD" || answer.status == 304
                        let length = isBare ? 0 : answer["content-length"].flatMap { Int($0) } ?? 0
                        if answer.body.count >= length { return answer }
                    }
                    guard let bytes = receive(descriptor) else { throw WireError(code: ECONNRESET) }
                    received += bytes
                }
            }
        }
    }

    /// Sends a request without `Connection: close`, as browsers do.
    func ask(_ method: String, _ path: String, headers: [(String, String)] = []) async throws -> WireResponse {
        guard let answer = try await converse([(method, path, headers)]).first else {
            throw WireError(code: ECONNRESET)
        }
        return answer
    }

    private func connect() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        // A test that waits for an answer in vain must end.
        var patience = timeval(tv_sec: 300, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
        let result = address.withSockAddr { Glibc.connect(descriptor, $0, socklen_t($1)) }
        guard result == 0 else {
            close(descriptor)
            throw WireError(code: errno)
        }
        return descriptor
    }

    /// Sends all bytes; false when the server has closed the connection.
    private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func receive(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        var count = recv(descriptor, &buffer, buffer.count, 0)
        // With a timeout, a pause of the whole machine ends the call.
        while count < 0, errno == EINTR { count = recv(descriptor, &buffer, buffer.count, 0) }
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    struct WireError: Error { let code: Int32 }
}

/// An answer as it came over the wire; informational ones before it are skipped.
struct WireResponse: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while true {
            guard let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
            rest = rest[end.upperBound...]
            guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
            if (100..<200).contains(status) { continue }
            self.status = status
            headers = lines.dropFirst().map { line in
                let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
            }
            body = Array(rest)
            return
        }
    }

    /// The first header of a name, given in lower case.
    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    var location: String? { self["location"] }
    var text: String { String(decoding: body, as: UTF8.self) }

    /// `error` of a JSON answer.
    var errorCode: String? {
        let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return object?["error"] as? String
    }

    /// `error_description` of a JSON answer.
    var errorDescription: String? {
        let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return object?["error_description"] as? String
    }
}

/// A multipart body.
struct Multipart {
    struct Part {
        let head: String
        let body: [UInt8]

        static func field(_ name: String, _ value: String) -> Part {
            Part(head: "Content-Disposition: form-data; name=\"\(name)\"", body: Array(value.utf8))
        }

        static func file(
            _ name: String, _ bytes: [UInt8], filename: String = "photo.jpg", type: String = "image/jpeg"
        ) -> Part {
            let disposition = "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(filename)\""
            return Part(head: "\(disposition)\r\nContent-Type: \(type)", body: bytes)
        }
    }

    private let parts: [Part]
    private let boundary = "------------------------d74496d66958873e"

    init(_ parts: [Part]) { self.parts = parts }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    var body: [UInt8] {
        parts.flatMap { Array("--\(boundary)\r\n\($0.head)\r\n\r\n".utf8) + $0.body + Array("\r\n".utf8) }
            + Array("--\(boundary)--\r\n".utf8)
    }
}
