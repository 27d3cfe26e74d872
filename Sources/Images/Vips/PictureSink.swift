import CVips
import Glibc

/// A new file that an encoder writes into, through a callback that keeps the system's error number.
///
/// libvips by itself reports a full disk as text; the server must tell it from a broken picture.
final class PictureSink {
    let handle: UnsafeMutablePointer<VipsTarget>
    private let descriptor: Int32
    private let name: String
    private var failure: Int32 = 0

    /// Creates the file `name` in `directory`; it must not be there yet, not even as a link.
    ///
    /// - Throws: ``PictureFileError`` when it cannot be created.
    init(name: String, in directory: String) throws {
        descriptor = open("\(directory)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw PictureFileError(code: errno, action: "create \(name)") }
        guard let custom = vips_target_custom_new() else {
            close(descriptor)
            throw VipsFailure.take()
        }
        self.name = name
        handle = UnsafeMutableRawPointer(custom).assumingMemoryBound(to: VipsTarget.self)
        // The encoder calls back only while `self` is alive: `save` keeps it until the encoder is done.
        cvips_on_write(custom, writeToSink, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        g_object_unref(handle)
        close(descriptor)
    }

    /// Runs the saver `operation` into the file.
    ///
    /// - Throws: ``PictureFileError`` when the file could not be written; ``VipsFailure`` when the picture could not be
    ///   decoded or encoded.
    func save(_ image: Raster, with operation: String, _ arguments: KeyValuePairs<String, VipsArgument>) throws {
        do {
            try withExtendedLifetime(self) {
                _ = try VipsCall.run(operation, input: image, target: handle, arguments)
            }
        } catch {
            throw failure == 0 ? error : PictureFileError(code: failure, action: "write \(name)")
        }
    }

    fileprivate func write(_ bytes: UnsafeRawPointer, count: Int) -> Int {
        while true {
            let written = Glibc.write(descriptor, bytes, count)
            if written >= 0 { return written }
            if errno == EINTR { continue }
            failure = errno
            return -1
        }
    }
}

private let writeToSink: cvips_write_callback = { _, bytes, count, context in
    guard let bytes, let context else { return -1 }
    return gint64(Unmanaged<PictureSink>.fromOpaque(context).takeUnretainedValue().write(bytes, count: Int(count)))
}
