/// Why an answer of a foreign server proves nothing. The description is safe to show once escaped.
package struct SignInFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// A word for logs and rows: `server_error`, `bad_status`, `no_me`, `invalid_me` or `inactive`.
    package let word: String

    /// A sentence; of what the server sent, it repeats at most the error code.
    package let description: String

    init(_ word: String, _ description: String) {
        self.word = word
        self.description = description
    }

    /// The fault of an answer that is an error, by its body or by its status; `nil` for any other.
    static func of(_ answer: ServerAnswer, status: Int) -> SignInFault? {
        if let error = answer.error {
            return SignInFault("server_error", "The server answered with the error “\(error.code)”.")
        }
        if (200...299).contains(status) { return nil }
        return SignInFault("bad_status", "The server answered with the HTTP status \(status).")
    }
}
