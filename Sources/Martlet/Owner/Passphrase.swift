import Crypto
import CryptoExtras
import Foundation

/// What scrypt costs: memory is 128 × `rounds` × `blockSize` bytes, time grows with `parallelism` too.
struct PassphraseCost: Sendable, Equatable {
    let rounds: Int
    let blockSize: Int
    let parallelism: Int

    /// 32 MiB, and about as hard to try as 2^17, 8, 1, which needs four times the memory.
    static let standard = PassphraseCost(rounds: 1 << 15, blockSize: 8, parallelism: 3)

    /// Derives 32 bytes. Takes a noticeable part of a second: not for event loops or tasks.
    func derive(_ passphrase: String, salt: Data) throws -> Data {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(passphrase.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: 32,
            rounds: rounds, blockSize: blockSize, parallelism: parallelism, maxMemory: 64 * 1024 * 1024)
        return key.withUnsafeBytes { Data($0) }
    }
}

/// The owner's passphrase as it is stored.
struct StoredPassphrase: Sendable {
    let hash: Data
    let salt: Data
    let cost: PassphraseCost
    /// Which one in a row it is, from 1.
    let generation: Int64
}

/// What a passphrase must be like.
enum PassphraseRule {
    /// Characters.
    static let leastLength = 12
    /// Bytes: more than anybody types.
    static let mostBytes = 1024

    /// Why a passphrase can't be used, in a sentence; nil when it can.
    static func complaint(_ passphrase: String, again: String) -> String? {
        if passphrase != again { return "The two are not the same." }
        if passphrase.utf8.count > mostBytes { return "That is too long: at most \(mostBytes) bytes." }
        if passphrase.count < leastLength { return "That is too short: use at least \(leastLength) characters." }
        if Set(passphrase).count < 5 { return "That is too easy to guess: use more different characters." }
        return nil
    }
}
