/// Why an upload was not taken: the worker's answer, as JSON, when the picture itself is at fault.
package struct PictureRefusal: Error, Codable, Equatable, Sendable {
    /// One word for logs and for mapping to a status code.
    package enum Reason: String, Codable, Sendable {
        /// None of the accepted formats, or another than its first bytes say.
        case unsupportedType
        /// More pixels, in a frame or over all frames, than the limits allow.
        case tooManyPixels
        case tooManyFrames
        /// Wider or higher than the limits allow.
        case tooLarge
        /// The file ends before the picture does.
        case truncated
        /// Broken in another way, or so made that the worker died of it.
        case unreadable
        /// Not done within the worker's time.
        case timedOut
    }

    package var reason: Reason
    /// One English sentence, safe to show to whoever uploaded the picture.
    package var message: String
    /// What the decoder said, in its own words and on one line: for logs, not for people.
    package var detail: String?

    package init(_ reason: Reason, _ message: String) {
        self.reason = reason
        self.message = message
    }

    /// The refusal for a picture on which a decoder failed or the worker crashed.
    package static var unreadable: PictureRefusal { PictureRefusal(.unreadable, "The picture could not be read.") }

    /// The refusal for a file in none of the accepted formats.
    package static var unsupportedType: PictureRefusal {
        PictureRefusal(.unsupportedType, "Only JPEG, PNG, WebP, GIF, HEIC and AVIF pictures are accepted.")
    }
}

/// A failure that is not the picture's fault: a file could not be read or written.
package struct PictureFileError: Error, Codable, Equatable, Sendable {
    /// The system's error number, as in `ENOSPC`.
    package var code: Int32
    /// What was being done, with the bare file name.
    package var action: String
}
