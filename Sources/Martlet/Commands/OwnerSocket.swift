import Foundation
import Glibc
import Hummingbird
import Logging

/// The socket in the data directory through which the owner's commands reach the running server.
///
/// One process writes the database, so a command that finds the server running hands its request over, as HTTP over a Unix
/// socket. Who may open the socket is decided by the permissions of the data directory, which is `0700`.
struct OwnerSocket: Sendable {
    private let path: String

    /// The longest request, in bytes.
    private static let largestRequest = 64 * 1024

    /// - Parameter path: where the socket is. A path that is longer than addresses of sockets may be is reached through its
    ///   directory's descriptor, which then stays open.
    init(path: String) {
        guard path.utf8.count > 100, let slash = path.lastIndex(of: "/") else {
            self.path = path
            return
        }
        let directory = open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        self.path = "/proc/self/fd/\(directory)\(path[slash...])"
    }

    /// The server's side. The caller has the instance lock, so a socket that is there is left over and removed.
    func listen(_ desk: OwnerDesk, logger: Logger) -> some ApplicationProtocol {
        unlink(path)
        let router = Router()
        router.post("owner") { request, _ in
            let body = try await request.body.collect(upTo: Self.largestRequest)
            let question = try JSONDecoder().decode(OwnerRequest.self, from: Data(body.readableBytesView))
            let answer = try JSONEncoder().encode(await desk.answer(question))
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: answer)))
        }
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .critical)
        return Application(
            router: router, configuration: .init(address: .unixDomainSocket(path: path)), logger: quiet)
    }

    /// The command's side: asks the running server.
    ///
    /// A server that has just started may need a moment before it listens.
    ///
    /// - Throws: ``FileError`` when no server listens there.
    func ask(_ question: OwnerRequest) async throws -> OwnerAnswer {
        for _ in 0..<150 {
            do {
                return try askOnce(question)
            } catch let error as FileError where [ENOENT, ECONNREFUSED].contains(error.code) {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        return try askOnce(question)
    }

    private func askOnce(_ question: OwnerRequest) throws -> OwnerAnswer {
        let body = try JSONEncoder().encode(question)
        let head = "POST /owner HTTP/1.1\r\nHost: martlet\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n"
        let descriptor = try connected()
        defer { close(descriptor) }
        try (Data(head.utf8) + body).withUnsafeBytes { try Disk.write($0, to: descriptor, path: path) }
        let answer = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readDataToEndOfFile()
        guard let end = answer.firstRange(of: Data("\r\n\r\n".utf8))?.upperBound else {
            throw FileError("read", path, code: EPROTO)
        }
        return try JSONDecoder().decode(OwnerAnswer.self, from: answer[end...])
    }

    private func connected() throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw FileError("socket", path) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1)) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let error = FileError("connect", path)
            close(descriptor)
            throw error
        }
        return descriptor
    }
}
