import Crypto
import Foundation
import IndieWeb

/// An unguessable text that is handed out once: a token, a code, or the content of a session cookie. Only its hash is stored.
struct Secret: Sendable {
    /// 256 random bits in base64url: 43 characters.
    let text: String
    let hash: SecretHash

    init() { self.init(Base64URL.encode(RandomBytes.make(32))) }

    /// A secret that somebody presents.
    init(_ text: String) {
        self.text = text
        hash = SecretHash(of: text)
    }
}

/// SHA-256 of a secret: what is stored and looked up by. How long a look-up takes says nothing about the secret.
struct SecretHash: Sendable, Hashable {
    /// 32 bytes.
    let bytes: Data

    init(of text: String) { bytes = Data(SHA256.hash(data: Data(text.utf8))) }
}
