import CVips
import Glibc

/// A picture file opened for the decoders.
///
/// The decoders get a descriptor and no name: what they read is the file that was opened, and they open none themselves.
/// Not `Sendable`: a decoder moves its position.
final class PictureSource {
    let handle: UnsafeMutablePointer<VipsSource>

    /// Opens a regular file, never through a symbolic link.
    ///
    /// - Throws: ``PictureFileError`` when it cannot be opened, ``VipsFailure`` when libvips has no memory.
    init(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw PictureFileError(code: errno, action: "open original") }
        // libvips works on a duplicate.
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw PictureFileError(code: EINVAL, action: "open original")
        }
        guard let handle = vips_source_new_from_descriptor(descriptor) else { throw VipsFailure.take() }
        self.handle = handle
    }

    deinit { g_object_unref(handle) }

    /// Reads at most `count` leading bytes, without consuming them.
    ///
    /// - Throws: ``PictureFileError`` when the file cannot be read.
    func head(_ count: Int) throws -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        let found = vips_source_sniff_at_most(handle, &start, count)
        guard found >= 0, let start else {
            _ = VipsFailure.take()
            throw PictureFileError(code: EIO, action: "read original")
        }
        return Array(UnsafeBufferPointer(start: start, count: Int(found)))
    }
}
