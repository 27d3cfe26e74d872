import Foundation
import Images
import Testing

@testable import Martlet

@Suite struct `Picture uploads` {
    @Test func `all sizes are stored in one directory with what the rows say`() async throws {
        try await TestSite.with { site in
            let answer = try await site.upload(Pictures.bytes(SamplePicture(type: .jpeg, width: 1600, height: 1200)))

            #expect(answer.status == 201)
            let photos = try await site.data.database.read { try StoredFileStore.expected(after: 0, limit: 10, $0) }
            let photo = try #require(photos.first)
            let files = ["full.jpg", "large.webp", "medium.webp", "original", "small.webp", "thumb.webp"]
            #expect(photo.files.keys.sorted() == files)
            let shard = "media/\(photo.name.prefix(2))/\(photo.name)/"
            #expect(try site.mediaFiles() == files.map { shard + $0 })
            for (file, size) in photo.files {
                #expect(Disk.kind(of: site.data.folder.directory(of: photo.name) + "/" + file) == .file(size: size))
            }
        }
    }

    @Test func `a phone's picture is served upright and without its place`() async throws {
        try await TestSite.with { site in
            let address = try #require(try await site.upload(Pictures.phone).location)

            #expect(Pictures.phone.firstRange(of: Array("Exif".utf8)) != nil)
            for file in ["full.jpg", "medium.webp", "small.webp", "thumb.webp"] {
                let answer = try await site.send(at: address.replacing("full.jpg", with: file))
                #expect(answer.status == 200 || file == "medium.webp")
                for trace in ["Exif", "EXIF", "GPS", "http://ns.adobe.com", "Photoshop", "XMP "] {
                    #expect(answer.body.firstRange(of: Array(trace.utf8)) == nil, "\(trace) in \(file)")
                }
            }
            let entry = try await site.postForm("photo=" + address, token: site.token())
            #expect(try await site.send(at: entry.location).text.contains("width=\"600\" height=\"800\""))
        }
    }

    @Test func `the original is never served`() async throws {
        try await TestSite.with { site in
            let address = try #require(try await site.upload(Pictures.phone).location)

            for file in ["original", "original.jpg", "../original", "%2e%2e/original", "full.jpg%00"] {
                let answer = try await site.send(at: address.replacing("full.jpg", with: file))
                #expect([400, 404].contains(answer.status), "\(file)")
            }
        }
    }

    @Test(arguments: [PictureType.png, .webp, .gif, .heic, .avif])
    func `every accepted format comes in, and goes out as one that browsers show`(type: PictureType) async throws {
        try await TestSite.with { site in
            let answer = try await site.upload(Pictures.bytes(SamplePicture(type: type, width: 320, height: 200)))

            #expect(answer.status == 201)
            let expected = type == .heic || type == .avif ? "image/jpeg" : type.mediaType
            #expect(try await site.send(at: answer.location)["content-type"] == expected)
        }
    }

    @Test(arguments: [
        ("half a JPEG", Array(Pictures.jpeg.prefix(Pictures.jpeg.count / 2)), 400),
        ("a JPEG's first bytes", Array(Pictures.jpeg.prefix(20)), 400),
        ("a PNG that claims 100,000 by 100,000 pixels", lyingPNG, 400),
        ("a JPEG that claims more pixels than it has", lyingJPEG, 400),
        ("a GIF with 10,000 frames", longGIF, 400),
    ])
    func `refused with nothing left, and the server goes on`(
        what: String, bytes: [UInt8], status: Int
    ) async throws {
        try await TestSite.with { site in
            let answer = try await site.upload(bytes)

            #expect(answer.status == status, "\(what): \(answer.text)")
            #expect(answer.errorCode == "invalid_request")
            try await site.expectNothingStored()
            #expect(try await site.upload(Pictures.png).status == 201)
        }
    }

    @Test func `two uploads at once never share a directory`() async throws {
        try await TestSite.with { site in
            let token = try await site.token()
            let addresses = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await site.postMultipart([.file("file", Pictures.png)], to: "/media", token: token).location
                    }
                }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }

            #expect(addresses.count == 6)
            #expect(!addresses.contains(nil))
            #expect(try await site.count("media") == 6)
        }
    }

    /// A whole header chunk with a good checksum, and no more.
    private static let lyingPNG: [UInt8] = {
        var header = Array("IHDR".utf8) + [0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0, 8, 2, 0, 0, 0]
        header += crc(header)
        let empty = Array("IDAT".utf8)
        let end = Array("IEND".utf8)
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + header + [0, 0, 0, 0] + empty
            + crc(empty)
            + [0, 0, 0, 0] + end + crc(end)
    }()

    /// 4,000 by 3,000 pixels in its header, 800 by 600 in what follows.
    private static let lyingJPEG: [UInt8] = {
        var bytes = Pictures.jpeg
        // Start of frame, baseline: marker, length and precision, then height and width.
        guard let frame = bytes.firstRange(of: [0xFF, 0xC0, 0x00, 0x11, 0x08])?.upperBound else { return [] }
        bytes.replaceSubrange(frame..<(frame + 4), with: [0x0B, 0xB8, 0x0F, 0xA0])
        return bytes
    }()

    /// One pixel, ten thousand times.
    private static let longGIF: [UInt8] = {
        let head: [UInt8] = Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0]
        let frame: [UInt8] =
            [0x21, 0xF9, 4, 0, 1, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0]
        return head + Array(repeatElement(frame, count: 10_000).joined()) + [0x3B]
    }()

    private static func crc(_ bytes: [UInt8]) -> [UInt8] {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        value = ~value
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

extension TestSite {
    /// Sends a file to the media endpoint.
    func upload(_ bytes: [UInt8]) async throws -> WireResponse {
        try await postMultipart([.file("file", bytes)], to: "/media", token: token())
    }
}
