/// Which files are made besides those that every browser shows.
package enum PictureAlternatives: Equatable, Sendable {
    /// No others.
    case none
    /// AVIF files of large, medium and small, and of a photo's full size up to 2560 pixels wide, where they are at least a
    /// tenth smaller.
    ///
    /// No further file is begun after they took so many seconds of the processors (with 0, none at all), nor after half of the
    /// processor time that the limits give the worker.
    case avif(seconds: Int)
}
