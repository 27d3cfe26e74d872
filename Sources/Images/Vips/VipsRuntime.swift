import CVips
import Glibc

/// libvips in this process: started once, with everything closed that pictures from outside could reach for nothing.
enum VipsRuntime {
    /// Starts libvips on first use; later calls do nothing.
    ///
    /// - Throws: ``VipsFailure`` when the library does not start, on every call.
    static func start() throws {
        if let failure { throw failure }
    }

    /// Threads for each running operation. Two measured as fast as more on two cores, and each costs address space.
    private static let concurrency: Int32 = 2

    private static let failure: VipsFailure? = {
        // Arenas of malloc reserve address space per thread, which the worker has little of.
        mallopt(M_ARENA_MAX, 2)
        // Pictures that libvips must hold whole stay in memory, which the worker's limits bound, and off the disk.
        setenv("VIPS_DISC_THRESHOLD", "\(Int.max)", 1)
        // No warnings about harmless oddities of a picture on standard error.
        setenv("VIPS_WARNING", "0", 1)
        guard vips_init("martlet") == 0 else { return VipsFailure.take() }
        // libvips takes what is left in `errno` for a number that it couldn't read, and GLib's first reading leaves something
        // there when two threads come together.
        _ = g_ascii_strtod("0", nil)
        vips_cache_set_max(0)
        vips_cache_set_max_mem(0)
        vips_cache_set_max_files(0)
        vips_concurrency_set(concurrency)
        allowListedFormats()
        return nil
    }()

    /// Closes all loaders and savers, then opens ours by name: what a later libvips adds stays closed.
    private static func allowListedFormats() {
        for family in ["VipsForeignLoad", "VipsForeignSave"] {
            vips_operation_block_set(family, 1)
        }
        for format in ["LoadJpeg", "LoadPng", "LoadWebp", "LoadNsgif", "LoadHeif"] {
            vips_operation_block_set("VipsForeign\(format)", 0)
        }
        for format in ["SaveJpeg", "SavePng", "SaveWebp", "SaveCgif", "SaveHeif"] {
            vips_operation_block_set("VipsForeign\(format)", 0)
        }
        vips_block_untrusted_set(1)
    }
}

/// What libvips said when it failed.
struct VipsFailure: Error {
    /// The library's own text, of several lines; for logs, not for people.
    let message: String

    /// Reads the library's error buffer and empties it.
    static func take() -> VipsFailure {
        guard let text = vips_error_buffer_copy() else { return VipsFailure(message: "") }
        defer { g_free(text) }
        return VipsFailure(message: String(cString: text))
    }

    /// The refusal that this failure means when it came while reading the picture.
    var refusal: PictureRefusal {
        let text = message.lowercased()
        let endings = ["premature", "truncat", "end of file", "end of input", "read gave"]
        var refusal = PictureRefusal.unreadable
        if endings.contains(where: text.contains) {
            refusal = PictureRefusal(.truncated, "The picture is cut off: the file ends too early.")
        } else if text.contains("out of memory") {
            refusal = PictureRefusal(.tooLarge, "The picture takes too much memory to read.")
        }
        refusal.detail = message.split(whereSeparator: \.isNewline).joined(separator: "; ")
        return refusal
    }
}
