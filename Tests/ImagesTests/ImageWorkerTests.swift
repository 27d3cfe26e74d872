import FoundationEssentials
import Glibc
import Testing

@testable import Images

@Suite struct `The image worker` {
    @Test func `both commands come back from their arguments as they were`() throws {
        var limits = PictureLimits()
        limits.maxFrames = 7
        let picture = SamplePicture(type: .webp, width: 3, height: 4, seed: .max).with { $0.hasAlpha = true }

        let commands = [
            WorkerCommand.make(limits), .make(limits, alternatives: .avif(seconds: 3)),
            .draw(picture, file: "a b.webp"),
        ]
        for command in commands {
            #expect(try WorkerCommand(arguments: command.arguments()) == command)
        }
    }

    @Test func `the default limits stand when none are given`() throws {
        #expect(try WorkerCommand(arguments: ["make"]) == .make(PictureLimits()))
    }

    @Test(arguments: [
        [], ["eat"], ["make", "--limits"], ["make", "--limits", "{"], ["make", "--limits", "{}"], ["make", "more"],
        ["make", "--avif"], ["make", "--avif", "-1"], ["make", "--avif", "x"], ["make", "--avif", "1.5"],
        ["draw"], ["draw", "--out", "x"], ["draw", "--picture", "{}", "--out", "x"],
    ])
    func `64 for arguments that make no sense`(arguments: [String]) {
        #expect(ImageWorker.run(arguments) == 64)
    }

    @Test func `a drawn picture lands in a new file, and never over an old one`() throws {
        let upload = try UploadDirectory(original: [])
        let command = WorkerCommand.draw(SamplePicture(type: .png, width: 9, height: 9), file: "\(upload.path)/new.png")

        #expect(ImageWorker.run(try command.arguments()) == 0)
        #expect(PictureType.sniff(try upload.bytes(of: "new.png")) == .png)
        #expect(throws: PictureFileError(code: EEXIST, action: "create new.png")) {
            try SamplePicture(type: .png, width: 9, height: 9).write(to: "\(upload.path)/new.png")
        }
    }

    @Test func `the report comes out of a worker that went well`() throws {
        let report = try UploadDirectory(SamplePicture(type: .png, width: 20, height: 20)).makeVariants()
        let output = try JSONEncoder().encode(report)

        #expect(try ImageWorker.report(from: .exited(0), output: output + [0x0A]) == report)
    }

    @Test func `the refusal comes out of a worker that ended with 65`() throws {
        var sent = PictureRefusal(.tooManyFrames, "Too many.")
        sent.detail = "at frame 3"
        let output = try JSONEncoder().encode(sent)

        #expect(throws: sent) { try ImageWorker.report(from: .exited(65), output: output) }
    }

    @Test func `a full disk comes out as its error number`() throws {
        let sent = PictureFileError(code: ENOSPC, action: "write full.jpg")
        let output = try JSONEncoder().encode(sent)

        #expect(throws: sent) { try ImageWorker.report(from: .exited(74), output: output) }
    }

    @Test(arguments: [
        (SIGSEGV, PictureRefusal.Reason.unreadable), (SIGKILL, .unreadable), (SIGXCPU, .timedOut), (SIGALRM, .timedOut),
    ])
    func `a worker that died refuses its picture`(signal: Int32, reason: PictureRefusal.Reason) throws {
        let refused = try refusal { try ImageWorker.report(from: .signalled(signal), output: Data()) }

        #expect(refused.reason == reason)
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func `a worker that was told to end is no fault of the picture`(signal: Int32) {
        #expect(throws: WorkerFailure(termination: .signalled(signal))) {
            try ImageWorker.report(from: .signalled(signal), output: Data())
        }
    }

    @Test(arguments: [(Int32(0), ""), (0, "{}"), (65, "null"), (74, ""), (64, ""), (70, "{}"), (1, "")])
    func `an answer that makes no sense is the worker's failure`(code: Int32, output: String) {
        #expect(throws: WorkerFailure(termination: .exited(code))) {
            try ImageWorker.report(from: .exited(code), output: Data(output.utf8))
        }
    }
}

@Suite struct `Files of the image worker` {
    @Test func `ENOENT without an original`() throws {
        let upload = try UploadDirectory(original: [])
        try FileManager.default.removeItem(atPath: "\(upload.path)/original")

        #expect(throws: PictureFileError(code: ENOENT, action: "open original")) { try upload.makeVariants() }
    }

    @Test func `an original that is a link is not followed`() throws {
        let upload = try UploadDirectory(SamplePicture(type: .png, width: 9, height: 9))
        try FileManager.default.moveItem(atPath: "\(upload.path)/original", toPath: "\(upload.path)/elsewhere")
        try FileManager.default.createSymbolicLink(
            atPath: "\(upload.path)/original",
            withDestinationPath: "\(upload.path)/elsewhere"
        )

        #expect(throws: PictureFileError(code: ELOOP, action: "open original")) { try upload.makeVariants() }
    }

    @Test func `EEXIST for a file or a link where a variant belongs, which stays as it was`() throws {
        let upload = try UploadDirectory(SamplePicture(type: .png, width: 9, height: 9))
        try FileManager.default.createSymbolicLink(atPath: "\(upload.path)/full.png", withDestinationPath: "stolen")

        #expect(throws: PictureFileError(code: EEXIST, action: "create full.png")) { try upload.makeVariants() }
        #expect(!FileManager.default.fileExists(atPath: "\(upload.path)/stolen"))
    }

    @Test func `ENOSPC on a full disk`() {
        #expect(throws: PictureFileError(code: ENOSPC, action: "write full")) {
            try withUnsafeBytes(of: UInt64(1)) { bytes in
                let descriptor = open("/dev/full", O_WRONLY)
                defer { close(descriptor) }
                try NewFile.write([bytes], into: descriptor, name: "full")
            }
        }
    }
}

@Suite struct `Sample pictures` {
    @Test(arguments: PictureType.allCases)
    func `the same value draws the same bytes, another seed others`(type: PictureType) throws {
        let picture = SamplePicture(type: type, width: 64, height: 48, seed: 5)

        #expect(try picture.encoded() == picture.encoded())
        #expect(try picture.encoded() != picture.with { $0.seed = 6 }.encoded())
        #expect(PictureType.sniff(try picture.encoded()) == type)
    }
}
