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

    /// A file that is in memory already; `bytes` must live as long as this source and what is read from it.
    ///
    /// - Throws: ``VipsFailure``.
    init(borrowing bytes: UnsafeRawBufferPointer) throws {
        guard let handle = vips_source_new_from_memory(bytes.baseAddress, bytes.count) else { throw VipsFailure.take() }
        self.handle = handle
    }

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

    /// The size of the file.
    var bytes: Int { Int(max(0, vips_source_length(handle))) }

    /// Lends all of the file's bytes, mapped into memory.
    ///
    /// - Throws: ``PictureFileError`` when the file cannot be read, and what `body` throws.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
        var count = 0
        guard let start = vips_source_map(handle, &count) else {
            _ = VipsFailure.take()
            throw PictureFileError(code: EIO, action: "read original")
        }
        return try withExtendedLifetime(self) { try body(UnsafeRawBufferPointer(start: start, count: count)) }
    }
}
