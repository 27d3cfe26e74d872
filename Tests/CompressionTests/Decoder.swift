import CBrotliDecoder
import Compression
import Foundation

/// Decoders that have nothing to do with the encoders: the program gzip, which has code of its own, and brotli's library.
enum Decoder {
    struct Failure: Error {}

    /// Returns what `bytes` hold in `coding`; gzip takes several streams in a row.
    static func decode(_ bytes: [UInt8], _ coding: ContentCoding, atMost limit: Int) throws -> [UInt8] {
        switch coding {
        case .gzip: try gunzip(bytes)
        case .brotli: try unbrotli(bytes, atMost: limit)
        }
    }

    private static func gunzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString).gz")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }

        let gzip = Process()
        let output = Pipe()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = ["-dc", file.path]
        gzip.standardOutput = output
        try gzip.run()
        let decoded = try output.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        // 1 is a broken stream, 2 a warning, for bytes behind its end.
        guard gzip.terminationStatus == 0 else { throw Failure() }
        return [UInt8](decoded)
    }

    private static func unbrotli(_ bytes: [UInt8], atMost limit: Int) throws -> [UInt8] {
        var count = limit
        let decoded = [UInt8](unsafeUninitializedCapacity: limit) { room, initializedCount in
            let result = BrotliDecoderDecompress(bytes.count, bytes, &count, room.baseAddress)
            initializedCount = result == BROTLI_DECODER_RESULT_SUCCESS ? count : 0
        }
        guard !decoded.isEmpty else { throw Failure() }
        return decoded
    }
}
