import Foundation
import Images
import NIOPosix

/// Makes many uploads of a few pictures: an original of its own for each, which ends with bytes that no other has, and the
/// sizes that were made of the first one under further names.
struct PictureCopier: Sendable {
    private let library: MediaLibrary
    private let seed: UInt64
    private let models: [Model]

    /// A picture that was drawn and went the way of any upload, but for the rows.
    private struct Model: Sendable {
        let media: PreparedMedia
        let bytes: [UInt8]
    }

    /// Draws the pictures that are copied: `models` of them, or as many as there will be copies.
    init(_ plan: SamplePlan, library: MediaLibrary, models count: Int) async throws {
        self.library = library
        seed = plan.seed
        var models: [Model] = []
        for number in 0..<min(count, plan.photos) {
            let upload = try await library.draw(Self.picture(number))
            let media = try await library.prepare(upload, alt: nil)
            let original = URL(fileURLWithPath: upload.directory + "/" + Upload.originalFile)
            models.append(Model(media: media, bytes: [UInt8](try Data(contentsOf: original))))
        }
        self.models = models
    }

    /// Removes the pictures that were copied, once all copies are made.
    func finish() async {
        for model in models { await model.media.upload.abandon() }
    }

    /// The copy with a number, ready for the transaction that gives it its place. Unlike a client's, its files are not synced.
    func copy(_ number: Int) async throws -> PreparedMedia {
        let model = models[number % models.count]
        var random = SampleRandom(seed: ~seed, number: number)
        let upload = try await Upload.begin(
            in: library.folder, name: Self.hex(random.next()) + Self.hex(random.next()), filename: "", for: .photo,
            time: library.clock.timestamp())
        // What stands behind a picture is looked at by no decoder.
        let bytes = model.bytes + Array("copy \(number) of \(seed)".utf8)
        try await upload.append(bytes)
        let sha256 = try await upload.finish()
        let (from, to) = (model.media.upload.directory, upload.directory)
        try await NIOThreadPool.singleton.runIfActive {
            for file in model.media.variants { try Self.share("\(from)/\(file.file)", as: "\(to)/\(file.file)") }
        }
        // Nobody sweeps beside the process that has the data directory, and thousands of open files are too many.
        await upload.release()
        return PreparedMedia(
            upload: upload, kind: .picture, mediaType: model.media.mediaType, facts: model.media.facts,
            tone: model.media.tone, sizeBytes: bytes.count, sha256: sha256, alt: nil, filename: "",
            variants: model.media.variants)
    }

    /// Gives a file a second name, or copies it where the file system won't: it may have enough names already.
    private static func share(_ path: String, as other: String) throws {
        do {
            try Disk.link(path, as: other)
        } catch {
            try FileManager.default.copyItem(atPath: path, toPath: other)
        }
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Small, as each copy of an original takes its room, and every twentieth of a size that phones make.
    private static func picture(_ number: Int) -> SamplePicture {
        let (width, height) =
            number % 20 == 0 ? (960, 640) : [(480, 320), (320, 480), (480, 360), (400, 400)][number % 4]
        return SamplePicture(type: .webp, width: width, height: height, seed: UInt64(100 + number))
    }
}

extension MediaLibrary {
    /// Draws a picture and takes it in as if it had been uploaded.
    func draw(_ picture: SamplePicture) async throws -> Upload {
        let file = FileManager.default.temporaryDirectory.path + "/martlet-sample-" + RandomBytes.hex(8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await worker.draw(picture, to: file)
        let upload = try await beginUpload()
        try await upload.append([UInt8](try Data(contentsOf: URL(fileURLWithPath: file))))
        return upload
    }
}
