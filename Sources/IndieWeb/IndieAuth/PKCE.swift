import Crypto

/// Proof that a code is redeemed by whoever asked for it. Only the method `S256` exists here; `plain` proves nothing.
///
/// - SeeAlso: <https://www.rfc-editor.org/rfc/rfc7636>
package enum PKCE {
    /// The value of `code_challenge_method`.
    package static let method = "S256"

    /// The challenge that belongs to a verifier: its SHA-256 in base64url, 43 characters.
    package static func challenge(for verifier: String) -> String {
        Base64URL.encode(SHA256.hash(data: Array(verifier.utf8)))
    }

    /// Whether a text has the form of a verifier: 43 to 128 letters, digits and `-._~`.
    package static func isVerifier(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count) && text.utf8.allSatisfy(QueryString.isUnreserved)
    }

    /// Whether a text has the form of a challenge: 43 characters of base64url.
    package static func isChallenge(_ text: String) -> Bool {
        text.utf8.count == 43 && text.utf8.allSatisfy(Base64URL.isCharacter)
    }

    /// Whether a well-formed verifier fits the challenge; compared in constant time.
    package static func verifies(_ verifier: String, _ challenge: String) -> Bool {
        isVerifier(verifier) && constantTimeEquals(self.challenge(for: verifier).utf8, challenge.utf8)
    }
}
