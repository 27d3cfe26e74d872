import Fetch

extension JobFailure {
    /// A fetch that failed; for good where the address itself can't be asked.
    ///
    /// - Parameter reasons: what else would come again.
    init(_ error: FetchError, isFinalAlsoFor reasons: Set<FetchError.Reason> = []) {
        let isFinal = [.invalidURL, .unsupportedScheme, .blockedAddress].contains(error.reason)
        self.init(
            word: error.reason.rawValue, text: error.description, isFinal: isFinal || reasons.contains(error.reason))
    }
}
