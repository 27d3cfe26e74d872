/// Why there is no answer. A status such as 404 is an answer, and no error.
package struct FetchError: Error, Sendable, Equatable {
    /// One word for logs, job rows and mapping to a status code.
    package enum Reason: String, Sendable, CaseIterable {
        /// Not a URL, too long, or one with a user or password.
        case invalidURL = "invalid_url"
        /// Neither `http` nor `https`.
        case unsupportedScheme = "unsupported_scheme"
        /// A header of the request that can't be sent, which is a mistake of the caller.
        case invalidHeader = "invalid_header"
        /// Every address of the host is one that may not be dialled.
        case blockedAddress = "blocked_address"
        case notResolved = "not_resolved"
        case noConnection = "no_connection"
        /// No TLS 1.2 or later, or a certificate that can't be trusted.
        case tls = "tls_failed"
        /// Too late, or too slow.
        case timedOut = "timed_out"
        /// A body or a head beyond its limit.
        case tooLarge = "too_large"
        case tooManyRedirects = "too_many_redirects"
        /// Not HTTP, cut off, or in a coding that was not asked for.
        case badAnswer = "bad_answer"
        /// Too many fetches are waiting already.
        case busy = "busy"
        /// The task was cancelled.
        case cancelled = "cancelled"
    }

    /// What went wrong.
    package let reason: Reason
    /// The URL that failed, without user, password, query and fragment: safe to show and to log.
    ///
    /// Empty when it could not be read, and only the scheme when that is not supported.
    package let url: String

    /// - Parameter url: without user, password, query and fragment.
    package init(_ reason: Reason, url: String) {
        self.reason = reason
        self.url = url
    }
}

extension FetchError: CustomStringConvertible {
    /// One sentence that is safe to show.
    package var description: String {
        let address = url.isEmpty ? "the address" : "“\(url)”"
        let capitalised = url.isEmpty ? "The address" : address
        return switch reason {
        case .invalidURL: "\(capitalised) is not an address that can be fetched."
        case .unsupportedScheme: "\(capitalised) begins with neither http nor https."
        case .invalidHeader: "The request for \(address) has a header that can’t be sent."
        case .blockedAddress: "\(capitalised) is in a network that may not be reached from here."
        case .notResolved: "The host name of \(address) is unknown."
        case .noConnection: "There is no connection to \(address)."
        case .tls: "There is no secure connection to \(address)."
        case .timedOut: "\(capitalised) took too long to answer."
        case .tooLarge: "The answer of \(address) is too large."
        case .tooManyRedirects: "\(capitalised) redirects too often."
        case .badAnswer: "The answer of \(address) could not be understood."
        case .busy: "\(capitalised) was not fetched, because too many others are waiting."
        case .cancelled: "The fetch of \(address) was given up."
        }
    }
}
