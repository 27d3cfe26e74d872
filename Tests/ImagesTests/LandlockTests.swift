import CVips
import FoundationEssentials
import Glibc
import Testing

@testable import Images

/// Each test gives up its rights on a thread of its own: landlock holds the thread that asks, and those it starts.
@Suite(.enabled(if: cvips_landlock_version() > 0, "this kernel has no landlock"))
struct `Files that a confined worker reaches` {
    @Test func `its own directory can be read and written, others cannot`() throws {
        let own = try UploadDirectory(original: [1])
        let other = try UploadDirectory(original: [2])
        let paths = (own: own.path, other: other.path)

        let (answers, _) = try inParallel(
            {
                try Self.confine(to: paths.own)
                return [
                    Self.errorOfOpening("\(paths.own)/original", O_RDONLY),
                    Self.errorOfOpening("\(paths.own)/new", O_WRONLY | O_CREAT | O_EXCL),
                    Self.errorOfOpening("\(paths.other)/original", O_RDONLY),
                    Self.errorOfOpening("\(paths.other)/new", O_WRONLY | O_CREAT | O_EXCL),
                    Self.errorOfOpening("/proc/self/environ", O_RDONLY),
                    Self.errorOfOpening("/usr/bin/env", O_RDONLY),
                    unlink("\(paths.other)/original") == 0 ? 0 : errno,
                ]
            },
            {}
        )

        #expect(answers == [0, 0, EACCES, EACCES, EACCES, 0, EACCES])
        #expect(try other.made().isEmpty)
    }

    @Test func `no program can be started`() throws {
        let own = try UploadDirectory(original: [])
        let path = own.path

        let (status, _) = try inParallel(
            {
                try Self.confine(to: path)
                var child = pid_t()
                return posix_spawn(&child, "/usr/bin/env", nil, nil, [nil], nil)
            },
            {}
        )

        #expect(status == EACCES)
    }

    @Test func `pictures of every type are still made`() throws {
        for type in PictureType.allCases {
            let upload = try UploadDirectory(SamplePicture(type: type, width: 200, height: 200))
            let path = upload.path

            let (report, _) = try inParallel(
                {
                    try Self.confine(to: path)
                    return try PicturePipeline.makeVariants(in: path)
                },
                {}
            )

            #expect(report.type == type)
        }
    }

    private static func confine(to directory: String) throws {
        #expect(cvips_no_new_privileges() == 0)
        try Landlock.restrict(readingIn: ["/usr", "/lib", "/no/such/directory"], writingIn: directory)
    }

    private static func errorOfOpening(_ path: String, _ flags: Int32) -> Int32 {
        let descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        close(descriptor)
        return 0
    }
}
