import CDispatch
import Crypto
import Foundation
import IndieWeb

/// The site's own key: 256 random bits in the file `secret.key` of the data directory, by which it knows what it wrote itself.
///
/// It proves forms, links and requests on their way through a browser. A new key makes those that are out there worthless and
/// does no other harm, so the file may be removed while the server is stopped.
struct SiteKey: Sendable {
    private let key: SymmetricKey

    /// Reads the file, or makes it, whole on the disk before it gets its name.
    init(path: String) throws {
        if let bytes = try Self.read(path) {
            key = SymmetricKey(data: bytes)
            return
        }
        let bytes = RandomBytes.make(32)
        let draft = path + ".new"
        unlink(draft)
        let descriptor = try Disk.open(draft, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        do {
            defer { close(descriptor) }
            try bytes.withUnsafeBytes { try Disk.write($0, to: descriptor, path: draft) }
            guard fsync(descriptor) == 0 else { throw FileError("fsync", draft) }
        }
        try Disk.move(draft, to: path)
        key = SymmetricKey(data: bytes)
    }

    /// A proof that this site said `parts` for `purpose`: 43 characters of base64url.
    func proof(_ purpose: String, _ parts: String...) -> String { proof(purpose, parts) }

    /// Whether `proof` is what ``proof(_:_:)`` gives, compared in constant time.
    func verifies(_ proof: String, _ purpose: String, _ parts: String...) -> Bool {
        constantTimeEquals(Array(proof.utf8), Array(self.proof(purpose, parts).utf8))
    }

    private func proof(_ purpose: String, _ parts: [String]) -> String {
        // Lengths first, so that no two lists of parts read the same.
        let text = ([purpose] + parts).map { "\($0.utf8.count):\($0)" }.joined()
        return Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }

    private static func read(_ path: String) throws -> Data? {
        let descriptor: Int32
        switch Result(catching: { () throws(FileError) in try Disk.open(path, O_RDONLY) }) {
        case .success(let opened): descriptor = opened
        case .failure(let error) where error.code == ENOENT: return nil
        case .failure(let error): throw error
        }
        let bytes = try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).read(upToCount: 64)
        guard let bytes, bytes.count == 32 else {
            throw CommandFailure("\(path) is damaged; remove it, and the server makes a new one")
        }
        return bytes
    }
}
