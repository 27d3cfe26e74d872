// `timeval` is declared there too, and in an optimised build the compiler looks for its initialiser in that module.
import CDispatch
import Foundation
import HTTPTypes
import NIOPosix

/// Where a service of this machine, or of one beside it, listens.
enum SocketPlace: Sendable, Equatable {
    case path(String)
    /// A numeric address: names are not looked up.
    case address(host: String, port: UInt16)
}

/// Has clamd look at files before they are stored.
///
/// Its absence is an error and no pass. The address comes from the settings alone and is numeric, so nothing of a request can
/// lead anywhere by it.
///
/// - SeeAlso: <https://docs.clamav.net/manual/Usage/Scanning.html#clamd>
struct VirusScanner: Sendable {
    let place: SocketPlace
    /// Seconds for each step of the conversation, and for all of it.
    var patience = 30
    var mostSeconds = 120

    /// Threads of its own: a scanner that is silent must hold up nobody who reads.
    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        return threads
    }()

    /// - Throws: ``SiteError`` 400 for a file in which something was found, 503 when there is no answer.
    func check(_ path: String) async throws {
        let answer: String
        do {
            answer = try await Self.threads.runIfActive { try ask(about: path) }
        } catch {
            throw SiteError(
                .serviceUnavailable, code: "temporarily_unavailable",
                "The virus scanner doesn't answer, so nothing was stored. Try again later.",
                headers: [.retryAfter: "60"])
        }
        // `stream: OK`, `stream: Eicar-Signature FOUND`, `… ERROR`.
        if answer.hasSuffix(" OK") { return }
        guard !answer.contains("size limit exceeded") else {
            throw SiteError(.contentTooLarge, "The virus scanner takes no file as large as this; it was not stored.")
        }
        guard answer.hasSuffix(" FOUND") else {
            throw SiteError(
                .serviceUnavailable, code: "temporarily_unavailable",
                "The virus scanner could not look at the file, so nothing was stored.", headers: [.retryAfter: "60"])
        }
        throw SiteError(.badRequest, "The virus scanner found something in the file; it was not stored.")
    }

    /// Sends a file in pieces, each behind its length, and returns the answer.
    private func ask(about path: String) throws -> String {
        let socket = try connect()
        defer { close(socket) }
        let file = try Disk.open(path, O_RDONLY)
        defer { close(file) }
        let end = ContinuousClock.now + .seconds(mostSeconds)
        try send(Array("zINSTREAM\0".utf8), to: socket)
        var piece = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let count = read(file, &piece, piece.count)
            guard count >= 0 else { throw FileError("read", path) }
            let length = withUnsafeBytes(of: UInt32(count).bigEndian, Array.init)
            do {
                try send(length + piece[..<count], to: socket)
            } catch {
                // It may have said why before it stopped to listen, as for a file beyond its own limit.
                break
            }
            guard ContinuousClock.now < end else { throw FileError("send", "clamd", code: ETIMEDOUT) }
            if count == 0 { break }
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1024)
        while answer.count < 4096, !answer.contains(0) {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0, ContinuousClock.now < end else { break }
            answer += buffer[..<count]
        }
        return String(decoding: answer.prefix { $0 != 0 }, as: UTF8.self)
    }

    private func connect() throws -> Int32 {
        let (family, bytes) = try socketAddress()
        let socket = Foundation.socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw FileError("socket", "clamd") }
        var time = timeval(tv_sec: patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(socket, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
        let isConnected = bytes.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: sockaddr.self) {
                Foundation.connect(socket, $0.baseAddress, socklen_t(bytes.count)) == 0
            }
        }
        guard isConnected else {
            defer { close(socket) }
            throw FileError("connect", "clamd")
        }
        return socket
    }

    private func socketAddress() throws -> (family: Int32, bytes: [UInt8]) {
        switch place {
        case .path(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let room = MemoryLayout.size(ofValue: address.sun_path)
            guard path.utf8.count < room else { throw FileError("connect", path, code: ENAMETOOLONG) }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            return (AF_UNIX, withUnsafeBytes(of: address, Array.init))
        case .address(let host, let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
                throw FileError("connect", host, code: EINVAL)
            }
            return (AF_INET, withUnsafeBytes(of: address, Array.init))
        }
    }

    private func send(_ bytes: [UInt8], to socket: Int32) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileError("send", "clamd") }
            sent += count
        }
    }
}
