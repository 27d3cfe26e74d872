import Images

/// What uploads may cost, as the owner sets it.
struct MediaLimits: Sendable {
    /// Most pixels of one frame of a picture, and most frames.
    var pixels = 100_000_000
    var frames = 1_000
    /// Most files in one post.
    var files = 20
    /// Uploads that are received at once.
    var uploadsAtOnce = 8
    /// Bytes of all files together; 0 for as many as the disk has.
    var totalBytes = 0

    /// For the image worker; a picture that its decoder must hold whole may have half the pixels.
    var picture: PictureLimits {
        var limits = PictureLimits()
        limits.maxPixels = pixels
        limits.maxBufferedPixels = min(limits.maxBufferedPixels, pixels)
        limits.maxFrames = frames
        return limits
    }
}
