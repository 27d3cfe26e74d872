import Testing

@testable import Images

@Suite struct `Places in MP4 and QuickTime` {
    @Test(arguments: ["\u{A9}xyz", "loci", "XMP_", "GPMF", "@xyz", "NCDT", "\u{A9}mak", "\u{A9}swf", "CAME"])
    func `user data that may tell one becomes free space of the same length`(type: String) throws {
        let before = movie(box("udta", box("\u{A9}nam", .ascii("Boat")), box(type, .ascii("+59.3293")), .zeros(4)))

        let (places, after) = try scrubbed(before, .mp4)

        #expect(places == 1)
        #expect(after == movie(box("udta", box("\u{A9}nam", .ascii("Boat")), box("free", .zeros(8)), .zeros(4))))
    }

    @Test func `nothing is found where there is nothing`() throws {
        let file = movie(
            box("trak", box("tkhd", .zeros(84)), box("udta", box("name", .ascii("Film")))),
            box("udta", box("titl", .ascii("Boat")), .zeros(12)), box("free", .zeros(3)))
        #expect(try scrubbed(file, .mp4) == (0, file))
    }

    @Test(arguments: ["file", "movie", "track", "user data", "fragment"])
    func `a private box goes wherever it stands`(place: String) throws {
        func whole(_ inner: [UInt8]) -> [UInt8] { file(with: inner, in: place) }
        let xmp: [UInt8] = [
            0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
        ]

        let (places, after) = try scrubbed(whole(box("uuid", xmp, .ascii("<x:xmpmeta"))), .mp4)

        #expect(places == 1)
        #expect(after == whole(box("free", .zeros(26))))
    }

    @Test func `the box for films that go all round stays`() throws {
        let spherical: [UInt8] = [
            0xFF, 0xCC, 0x82, 0x63, 0xF8, 0x55, 0x4A, 0x93, 0x88, 0x14, 0x58, 0x7A, 0x02, 0x52, 0x1F, 0xDD,
        ]
        #expect(try scrubbed(movie(box("trak", box("uuid", spherical, .ascii("<rdf")))), .mp4).places == 0)
    }

    @Test(arguments: ["file", "movie", "track", "user data"])
    func `an item goes whose key tells a place, wherever its list stands`(place: String) throws {
        let names = ["com.apple.quicktime.title", "com.apple.quicktime.location.ISO6709", "location.date", "location"]
        func list(_ types: [[UInt8]]) -> [UInt8] {
            let items = types.map { bigEndian(24) + $0 + ($0 == .ascii("free") ? .zeros(16) : data("59.3293!")) }
            return metadata(
                "mdta", box("keys", .zeros(4), bigEndian(4), keys(names)), box("ilst", items.flatMap { $0 }))
        }
        let free: [UInt8] = .ascii("free")

        let before = file(
            with: list([[0, 0, 0, 1], [0, 0, 0, 2], [0, 0, 0, 3], [0, 0, 0, 4], [0, 0, 0, 5]]), in: place)
        let (places, after) = try scrubbed(before, .mov)

        #expect(places == 4, "the last one has no key")
        #expect(after == file(with: list([[0, 0, 0, 1], free, free, free, free]), in: place))
    }

    @Test func `metadata of QuickTime begins without a version`() throws {
        let list = metadata(
            "mdta", box("keys", .zeros(4), bigEndian(1), keys(["com.apple.quicktime.location.ISO6709"])),
            box("ilst", bigEndian(24), [0, 0, 0, 1], data("59.3293!")))
        let shorter = Array(bigEndian(list.count - 4) + .ascii("meta") + list[12...])

        let (places, after) = try scrubbed(movie(shorter), .mov)

        #expect(places == 1)
        #expect(!after.contains("59.3293!"))
    }

    @Test func `a list for iTunes loses freely named places and covers with EXIF alone`() throws {
        func named(_ name: String) -> [UInt8] {
            box(
                "----", box("mean", .zeros(4), .ascii("com.apple.iTunes")), box("name", .zeros(4), .ascii(name)),
                data("1"))
        }
        let good = [named("ENCODER"), box("\u{A9}nam", data("Boat")), box("covr", data("\u{FF}\u{D8}JFIF"))]
        let bad = [
            named("GPSLatitude"), named("Location"), box("covr", data("Exif\0\0MM")), box("\u{A9}xyz", data("1")),
        ]
        func list(_ items: [[UInt8]]) -> [UInt8] {
            movie(box("udta", metadata("mdir", box("ilst", items.flatMap { $0 }))))
        }

        let (places, after) = try scrubbed(list(good + bad), .m4a)

        #expect(places == 4)
        #expect(after == list(good + bad.map { box("free", .zeros($0.count - 8)) }))
    }

    @Test(arguments: ["ID32", "nrtm", "pict"])
    func `metadata of other kinds goes as a whole`(handler: String) throws {
        let list = metadata(handler, box("xml ", .ascii("<GPS>59.3293</GPS>")))

        let (places, after) = try scrubbed(movie(list), .mp4)

        #expect(places == 1)
        #expect(after == movie(box("free", .zeros(list.count - 8))))
    }

    @Test(arguments: ["gpmd", "camm", "rtmd", "djmd"])
    func `a track of them is refused`(format: String) throws {
        #expect(throws: RecordingRefusal.location) {
            try SavedRecording(track(of: box(format, .zeros(30)))).scrub(.mp4)
        }
        #expect(RecordingRefusal.location.message.contains("GPS"))
    }

    @Test func `a track of timed metadata is refused only if a key tells one`() throws {
        func entry(_ key: String) -> [UInt8] {
            box("mebx", .zeros(8), box("keys", box("\0\0\0\u{1}", box("keyd", .ascii("mdta" + key)))))
        }
        #expect(try scrubbed(track(of: entry("com.apple.quicktime.detected-face")), .mov).places == 0)
        #expect(throws: RecordingRefusal.location) {
            try SavedRecording(track(of: entry("com.apple.quicktime.location.ISO6709"))).scrub(.mov)
        }
    }

    @Test func `what is left in free space and behind the last box is blanked`() throws {
        func file(_ text: [UInt8], _ trailer: [UInt8]) -> [UInt8] {
            movie(box("free", text)) + box("skip", text) + trailer
        }
        let before = file(.ascii("freeGPS 59.3293"), .ascii("59.3293 and a signature"))

        let (places, after) = try scrubbed(before, .mp4)

        #expect(places == 3)
        #expect(after == file(.zeros(15), .zeros(23)))
    }

    @Test func `a box of a maker on the upper levels is blanked`() throws {
        let (places, after) = try scrubbed(movie(box("gps ", .ascii("59"))) + box("sefd", .ascii("18")), .mp4)

        #expect(places == 2)
        #expect(after == movie(box("free", .zeros(2))) + box("free", .zeros(2)))
    }

    @Test func `lengths of 64 bits and boxes up to the end are understood`() throws {
        let place = bigEndian(1) + [0xA9] + .ascii("xyz") + bigEndian(24, count: 8) + .ascii("+59.3293")
        let samples: [UInt8] = .zeros(4) + .ascii("mdat") + .ascii("picture and sound")

        let (places, after) = try scrubbed(movie(box("udta", place)) + samples, .mp4)

        #expect(places == 1)
        let blank = bigEndian(1) + .ascii("free") + bigEndian(24, count: 8) + .zeros(8)
        #expect(after == movie(box("udta", blank)) + samples)
    }

    @Test(arguments: [
        bigEndian(100) + .ascii("mdat"), bigEndian(7) + .ascii("mdat"),
        bigEndian(1) + .ascii("mdat") + bigEndian(15, count: 8),
        bigEndian(1) + .ascii("mdat") + [0x7F] + .zeros(7), bigEndian(1) + .ascii("mdat"),
    ])
    func `a box longer than the file or shorter than its header is refused`(last: [UInt8]) throws {
        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(movie() + last).scrub(.mp4) }
    }

    @Test func `a file without a movie, or with a compressed one, is refused`() throws {
        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(box("mdat", .zeros(9))).scrub(.mp4) }
        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(movie(box("cmov"))).scrub(.mov) }
    }

    private func movie(_ boxes: [UInt8]...) -> [UInt8] {
        box("ftyp", .ascii("isom"), .zeros(4)) + box("moov", box("mvhd", .zeros(100)), Array(boxes.joined()))
    }

    private func track(of entry: [UInt8]) -> [UInt8] {
        movie(box("trak", box("mdia", box("minf", box("stbl", box("stsd", .zeros(4), bigEndian(1), entry))))))
    }

    private func file(with inner: [UInt8], in place: String) -> [UInt8] {
        switch place {
        case "movie": movie(inner)
        case "track": movie(box("trak", inner))
        case "user data": movie(box("udta", inner))
        case "fragment": movie() + box("moof", box("traf", inner))
        default: movie() + inner
        }
    }

    private func metadata(_ handler: String, _ boxes: [UInt8]...) -> [UInt8] {
        box("meta", .zeros(4), box("hdlr", .zeros(8), .ascii(handler), .zeros(13)), Array(boxes.joined()))
    }

    private func keys(_ names: [String]) -> [UInt8] {
        names.flatMap { bigEndian($0.utf8.count + 8) + .ascii("mdta" + $0) }
    }

    private func data(_ text: String) -> [UInt8] {
        box("data", text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    }
}
