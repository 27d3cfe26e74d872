import CVips
import Glibc

/// The bytes of a picture file in memory, as an encoder of libvips left them.
///
/// Files are encoded in memory and then written here and not by libvips, which reports a full disk only as text: the
/// server must tell it from a broken picture.
final class EncodedPicture {
    private let area: UnsafeMutablePointer<VipsArea>

    /// Decodes what `image` stands for, if that was not done yet, and encodes it with the named saver.
    ///
    /// - Throws: ``VipsFailure``.
    init(_ image: Raster, with saver: String, _ arguments: KeyValuePairs<String, VipsArgument>) throws {
        guard let target = vips_target_new_to_memory() else { throw VipsFailure.take() }
        defer { g_object_unref(target) }
        _ = try VipsCall.run(saver, input: image, target: target, arguments)
        guard let area = cvips_copy_written(target) else { throw VipsFailure.take() }
        self.area = area
    }

    deinit { vips_area_unref(area) }

    /// Lends the bytes; they live as long as this value.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) {
            try body(UnsafeRawBufferPointer(start: area.pointee.data, count: area.pointee.length))
        }
    }
}

/// A file that is not there yet.
enum NewFile {
    /// Creates the file at `path` and writes the pieces one after the other; never through a link, never over a file.
    ///
    /// - Throws: ``PictureFileError`` with the system's error number.
    static func write(_ pieces: [UnsafeRawBufferPointer], to path: String) throws {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw PictureFileError(code: errno, action: "create \(name)") }
        defer { close(descriptor) }
        try write(pieces, into: descriptor, name: name)
    }

    /// Writes the pieces into an open file, however few bytes it takes at a time.
    static func write(_ pieces: [UnsafeRawBufferPointer], into descriptor: Int32, name: String) throws {
        for piece in pieces {
            var rest = piece[...]
            while !rest.isEmpty {
                let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw PictureFileError(code: errno, action: "write \(name)") }
                rest = rest.dropFirst(written)
            }
        }
    }
}
