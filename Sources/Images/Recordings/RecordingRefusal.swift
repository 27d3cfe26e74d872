/// Why a video or audio file was not taken.
package struct RecordingRefusal: Error, Codable, Equatable, Sendable {
    /// One word for logs and for mapping to a status code.
    package enum Reason: String, Codable, Sendable {
        /// Places are recorded along with picture and sound, where they can't be blanked one by one.
        case location
        /// The file's structure is broken, or has more parts than any program writes.
        case unreadable
    }

    package var reason: Reason
    /// One English sentence, safe to show to whoever uploaded the recording.
    package var message: String

    package init(_ reason: Reason, _ message: String) {
        self.reason = reason
        self.message = message
    }

    /// The refusal for a recording with a track of places.
    package static var location: RecordingRefusal {
        RecordingRefusal(.location, "The recording carries a track of places (GPS); export it without that first.")
    }

    /// The refusal for a file that cannot be walked through.
    package static var unreadable: RecordingRefusal {
        RecordingRefusal(.unreadable, "The recording could not be read.")
    }
}
