/// What one picture may cost: shape limits checked on its header, and resource limits that hold the worker process.
package struct PictureLimits: Codable, Equatable, Sendable {
    /// Most pixels in one frame. 100 million is above every phone's sensor mode in use but a few panoramas.
    package var maxPixels = 100_000_000
    /// Most pixels of a progressive JPEG or an interlaced PNG: these are held whole while they are decoded, with up to
    /// 6 and 8 bytes a pixel on top of the picture itself.
    package var maxBufferedPixels = 50_000_000
    /// Most frames of an animation: half a minute at 30 a second.
    package var maxFrames = 1_000
    /// Most pixels over all frames, which is what re-encoding an animation costs.
    package var maxTotalPixels = 200_000_000
    /// Most pixels in either direction: what a JPEG, the public form of HEIC and AVIF, can hold.
    package var maxDimension = 65_500
    /// The worker's address space. Of the largest pictures a baseline JPEG was done in 0.9 GiB, HEIC in 1.3, AVIF in 1.5
    /// and WebP in 2.4, which are held whole by their decoders; the program itself takes less than 0.3.
    package var addressSpaceBytes = 3 << 30
    /// The largest file the worker may write: a lossless rendition of the largest picture fits.
    package var outputFileBytes = 512 << 20
    /// Processor time of the worker, over all its threads; the kernel kills it then. The largest still pictures took 7 to
    /// 12 seconds, the largest animations 26.
    package var cpuSeconds = 60
    /// Time of the worker by the clock; it is killed then.
    package var wallSeconds = 180

    /// The limits that a site runs with unless told otherwise.
    package init() {}
}
