import FoundationEssentials
import Testing

@testable import Images

/// A fresh directory with an `original` in it, as the server hands to the worker; gone when the test is over.
final class UploadDirectory {
    let path: String

    init(original: [UInt8]) throws {
        path = FileManager.default.temporaryDirectory.path + "/images-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try Data(original).write(to: URL(filePath: "\(path)/original"))
    }

    convenience init(_ picture: SamplePicture) throws {
        try self.init(original: picture.encoded())
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func makeVariants(
        limits: PictureLimits = PictureLimits(),
        alternatives: PictureAlternatives = .none
    ) throws -> PictureReport {
        try PicturePipeline.makeVariants(in: path, limits: limits, alternatives: alternatives)
    }

    /// The names of all files but the original.
    func made() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: path)).subtracting(["original"])
    }

    func bytes(of file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(path)/\(file)")))
    }

    /// How many bytes a file has.
    func size(of file: String) throws -> Int { try bytes(of: file).count }

    /// The first frame of a file that was made, with its own decoder.
    func open(_ file: String, frames: PictureLoader.Frames = .first) throws -> Raster {
        let type = try #require(PictureType.sniff(bytes(of: file)))
        return try PictureLoader.open(PictureSource(path: "\(path)/\(file)"), type: type, frames: frames)
    }
}

extension SamplePicture {
    /// The picture with some of its settings changed.
    func with(_ change: (inout SamplePicture) -> Void) -> SamplePicture {
        var picture = self
        change(&picture)
        return picture
    }
}

/// Runs `body` and returns the refusal that it throws.
func refusal(of body: () throws -> PictureReport) throws -> PictureRefusal {
    do {
        let report = try body()
        throw UnexpectedReport(report: report)
    } catch let refusal as PictureRefusal {
        return refusal
    }
}

struct UnexpectedReport: Error {
    let report: PictureReport
}
