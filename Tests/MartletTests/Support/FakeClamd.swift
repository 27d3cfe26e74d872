import Foundation
import Synchronization

@testable import Martlet

/// A clamd on a socket in a folder: finds something in whatever has `EICAR` in it.
final class FakeClamd: Sendable {
    let path: String
    private let socket: Int32
    private let seen = Mutex<[Int]>([])

    /// How many bytes each file had that was asked about.
    var sizes: [Int] { seen.withLock { $0 } }

    init(in folder: TemporaryFolder) throws {
        path = folder.path + "/clamd"
        socket = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let isBound = withUnsafeBytes(of: &address) { raw in
            raw.withMemoryRebound(to: sockaddr.self) {
                bind(socket, $0.baseAddress, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isBound, listen(socket, 8) == 0 else { throw FileError("bind", path) }
        let thread = Thread { [self] in while answer() {} }
        thread.start()
    }

    deinit { stop() }

    func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

    private func answer() -> Bool {
        let peer = accept(socket, nil, nil)
        guard peer >= 0 else { return false }
        defer { close(peer) }
        guard let command = read(10, from: peer), command == Array("zINSTREAM\0".utf8) else { return true }
        var bytes: [UInt8] = []
        while let head = read(4, from: peer) {
            let count = head.reduce(0) { $0 << 8 | Int($1) }
            guard count > 0, let piece = read(count, from: peer) else { break }
            bytes += piece
        }
        seen.withLock { $0.append(bytes.count) }
        let isBad = bytes.firstRange(of: Array("EICAR".utf8)) != nil
        let text = Array((isBad ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0").utf8)
        send(peer, text, text.count, Int32(MSG_NOSIGNAL))
        return true
    }

    private func read(_ count: Int, from peer: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return recv(peer, &bytes, count, Int32(MSG_WAITALL)) == count ? bytes : nil
    }
}
