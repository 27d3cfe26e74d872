import IndieWeb
import Testing

@Suite struct `Proof keys` {
    // https://www.rfc-editor.org/rfc/rfc7636#appendix-B
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    @Test func `the challenge of the vector in RFC 7636`() {
        #expect(PKCE.challenge(for: Self.verifier) == Self.challenge)
        #expect(PKCE.verifies(Self.verifier, Self.challenge))
    }

    @Test(arguments: [
        ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK", challenge),
        (verifier, "e9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        (verifier, challenge + "="),
        (verifier, String(challenge.dropLast())),
        (verifier, verifier),
        (verifier, ""),
        ("", challenge),
        ("", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"),
    ])
    func `no match for another verifier, another challenge or a malformed one`(verifier: String, challenge: String) {
        #expect(!PKCE.verifies(verifier, challenge))
    }

    @Test(arguments: [
        (42, "a", false), (43, "a", true), (43, "~", true), (128, ".", true), (129, "a", false), (43, "+", false),
        (43, " ", false), (43, "é", false), (43, "=", false), (0, "a", false),
    ])
    func `43 to 128 unreserved characters are a verifier`(count: Int, character: String, isVerifier: Bool) {
        #expect(PKCE.isVerifier(String(repeating: character, count: count)) == isVerifier)
    }

    @Test(arguments: [
        (42, "a", false), (43, "a", true), (43, "_", true), (44, "a", false), (43, ".", false), (43, "+", false),
        (43, "/", false), (43, "=", false), (0, "", false),
    ])
    func `43 characters of base64url are a challenge`(count: Int, character: String, isChallenge: Bool) {
        #expect(PKCE.isChallenge(String(repeating: character, count: count)) == isChallenge)
    }
}

@Suite struct `Base64 for addresses` {
    @Test(
        arguments: [
            ([], ""), ([0], "AA"), ([0xFF], "_w"), ([0xFB, 0xEF], "--8"), ([1, 2, 3], "AQID"),
            ([0xFF, 0xFF, 0xFF, 0xFF], "_____w"),
        ] as [([UInt8], String)])
    func `text of bytes and bytes of text`(bytes: [UInt8], text: String) {
        #expect(Base64URL.encode(bytes) == text)
        #expect(Base64URL.decode(text) == bytes)
    }

    @Test func `every length comes back`() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test(arguments: ["A", "AAAAA", "AB", "AAB", "_x", "AA=", "AA==", "A A", "AA\n", "+/", "Ää", "AAA\u{0}"])
    func `nil for text that encoding would not give`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}

@Suite struct `Comparing secrets` {
    @Test(arguments: [("", "", true), ("a", "a", true), ("a", "b", false), ("a", "ab", false), ("ab", "a", false)])
    func `true only for the same bytes`(left: String, right: String, isSame: Bool) {
        #expect(constantTimeEquals(left.utf8, right.utf8) == isSame)
    }

    @Test func `a difference at any one bit is seen`() {
        let secret = [UInt8](repeating: 0x5A, count: 32)
        for index in secret.indices {
            for bit in 0..<8 {
                var other = secret
                other[index] ^= 1 << UInt8(bit)
                #expect(!constantTimeEquals(secret, other))
            }
        }
    }

    @Test func `canonically equivalent texts differ`() {
        #expect(!constantTimeEquals("\u{212A}".utf8, "K".utf8))
        #expect(!constantTimeEquals("\u{E9}".utf8, "e\u{301}".utf8))
    }
}
