import Glibc

/// The server's end of a connection.
struct Connection: Sendable {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// False when the client is gone.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
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

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends a whole answer with its length.
    func answer(_ status: String = "200 OK", _ headers: [String] = [], body: String = "") {
        send(([("HTTP/1.1 " + status)] + headers).joined(separator: "\r\n"))
        send("\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body)
    }

    /// Waits until the client is gone, or for so many milliseconds; true when it is gone.
    @discardableResult
    func waitForClose(milliseconds: Int32 = -1) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, milliseconds) > 0
    }

    func close() {
        // What the client has sent and nobody has read would make the kernel reset the connection, answer and all.
        shutdown(descriptor, Int32(SHUT_WR))
        Glibc.close(descriptor)
    }

    /// Reads a head, and a body as long as it says; `nil` when the client goes away before.
    func readRequest() -> LoopbackServer.Request? {
        var bytes: [UInt8] = []
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let head = text[..<end.lowerBound].split(separator: "\r\n").map(String.init)
                let request = LoopbackServer.Request(head: head, body: String(text[end.upperBound...]))
                let length = request["Content-Length"].flatMap { Int($0) } ?? 0
                if request.body.utf8.count >= length { return request }
            }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }
}
