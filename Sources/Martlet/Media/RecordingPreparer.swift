import Images
import Logging
import NIOPosix
import Subprocess
import SystemPackage

/// Makes videos and sounds ready to be served: as they are, without the places that they name, and with a still picture of each
/// video where ffmpeg is installed.
struct RecordingPreparer: Sendable {
    let logger: Logger
    private let ffmpeg: FilePath?
    private let turns = Turns(1)

    init(logger: Logger) {
        self.logger = logger
        ffmpeg = ["/usr/bin/ffmpeg", "/usr/local/bin/ffmpeg"]
            .first { Disk.kind(of: $0) != .missing }.map { FilePath($0) }
    }

    /// Takes the places out of `original` in `directory` and gives it the name that it is served by.
    ///
    /// - Throws: ``RecordingRefusal`` when it can't be read, or has a place at every moment; ``FileError``.
    func makeVariants(in directory: String, _ type: RecordingType) async throws -> MadeVariants {
        var made = try await NIOThreadPool.singleton.runIfActive {
            let original = directory + "/" + Upload.originalFile
            _ = try RecordingScrubber.removeLocations(fromFileAt: original, type: type)
            let facts = try RecordingFacts.read(fromFileAt: original, type: type)
            let file = "full." + type.fileExtension
            try Disk.link(original, as: directory + "/" + file)
            return MadeVariants(
                facts: StoredFile.Facts(
                    width: facts.width, height: facts.height, durationSeconds: facts.durationSeconds),
                variants: [
                    MadeVariants.File(
                        size: .full, file: file, mediaType: type.mediaType, width: facts.width, height: facts.height)
                ])
        }
        if type.isVideo, await makePoster(in: directory, type) {
            made.variants.append(MadeVariants.File(size: .poster, file: Self.poster, mediaType: "image/jpeg"))
        }
        return made
    }

    private static let poster = "poster.jpg"

    /// Writes a frame of a video, and returns whether there is one. A video without it is as good.
    private func makePoster(in directory: String, _ type: RecordingType) async -> Bool {
        guard let ffmpeg else { return false }
        // The demuxer is named and other protocols are shut out: a video must not make it read other files.
        let arguments =
            Self.limits + [ffmpeg.string, "-nostdin", "-v", "error", "-protocol_whitelist", "file"]
            + ["-f", type == .webm ? "matroska" : "mov", "-i", Upload.originalFile, "-an", "-sn", "-dn"]
            + ["-map_metadata", "-1", "-frames:v", "1", "-vf", "scale='min(1280,iw)':-2", "-q:v", "4"]
            + ["-flags:v", "+bitexact", "-fflags", "+bitexact", "-f", "image2", "-c:v", "mjpeg", "-y", Self.poster]
        let command = HelperPriority.awaited.command("/usr/bin/prlimit", arguments)
        return await turns.take {
            do {
                let result = try await Subprocess.run(
                    command.executable, arguments: command.arguments,
                    environment: .custom(["PATH": "/usr/bin:/bin"]), workingDirectory: FilePath(directory),
                    output: .discarded, error: .string(limit: 4096))
                if result.terminationStatus.isSuccess,
                    case .file(let size) = Disk.kind(of: directory + "/" + Self.poster),
                    size > 0
                {
                    return true
                }
                logger.info("no still picture of a video", metadata: ["why": "\(result.standardError)"])
            } catch {
                logger.notice("ffmpeg could not be run", metadata: ["error": "\(error)"])
            }
            try? Disk.removeFile(directory + "/" + Self.poster)
            return false
        }
    }

    /// What ffmpeg may use: address space and file size in bytes, processor time in seconds; and the end after 60 seconds.
    private static let limits = [
        "--as=2147483648", "--fsize=33554432", "--cpu=20", "/usr/bin/timeout", "-s", "KILL", "60",
    ]
}
