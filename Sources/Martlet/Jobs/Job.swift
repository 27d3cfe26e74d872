import IndieWeb

/// Work that follows from a write: a row that stays until it is done.
struct Job: Sendable, Equatable {
    let id: Int64
    let kind: Kind
    /// What is to be done, with the ids of the rows that it is about.
    let payload: JSONObject
    /// Where it goes to; nil for work at home.
    let host: String?
    let createdAt: Int64
    let runAt: Int64
    /// How often it was begun, this time included.
    let attempts: Int
    let leasedUntil: Int64?
    /// Why it failed last: a word, and a sentence.
    let failure: String?
    let failureText: String?
    let givenUpAt: Int64?

    enum Kind: String, Sendable, CaseIterable {
        /// Publishes an entry whose time has come.
        case publishEntry = "publish-entry"
        /// Fetches a picture, video or sound that an entry shows from elsewhere.
        case fetchPhoto = "fetch-photo"
        /// Removes the files of a deleted upload.
        case removeMedia = "remove-media"
        /// Makes the files of a picture anew.
        case remakeMedia = "remake-media"
        /// Writes entries of an earlier release into the index of the search.
        case indexSearch = "index-search"
        /// Tells the hub that a list has changed.
        case pingHub = "ping-hub"
        /// Tells the cache in front of the site of a change.
        case purge
        /// Removes what has become too old to keep.
        case sweep
    }

    /// How often a job is tried before it is given up: with the pauses between, for about two days.
    static let mostAttempts = 14

    /// Seconds until the next try after `attempts`: 30, then twice as long each time, at most 12 hours; up to a quarter
    /// more by chance, so that what failed together doesn't come back together.
    static func pause(after attempts: Int, chance: Double = .random(in: 0...1)) -> Int64 {
        let base = min(Int64(30) << Int64(max(0, min(attempts - 1, 20))), 12 * 3600)
        return base + Int64(Double(base) * 0.25 * chance)
    }
}

extension Job {
    /// The entry that the job is about.
    ///
    /// - Throws: ``JobFailure`` when the payload names none.
    func entryID() throws -> Int64 {
        guard case .number(let number)? = payload["entry"], let id = number.int else {
            throw JobFailure(word: "bad_payload", text: "The job names no entry.", isFinal: true)
        }
        return Int64(id)
    }
}

/// A job that is about to be stored.
struct NewJob: Sendable {
    let kind: Job.Kind
    var payload: JSONObject = [:]
    let runAt: Int64
    /// Jobs with the same key are one: the later replaces the time of the earlier.
    var uniqueKey: String?
    var host: String?
}

/// Why a job could not be done.
struct JobFailure: Error, Sendable {
    /// For the row: `timed_out`.
    let word: String
    /// For the owner.
    let text: String
    /// Whether trying again would give the same.
    var isFinal = false
}
