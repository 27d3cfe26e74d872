import Testing

@testable import Images

@Suite struct `Places in WebM` {
    private typealias ID = EBMLElement.ID

    @Test(arguments: ["LOCATION", "Recording_Location", "gps", "GEO", "com.apple.quicktime.location.ISO6709"])
    func `a tag with such a name becomes a void of the same length`(name: String) throws {
        let tag = simpleTag(name, "+59.3293")

        let (places, after) = try scrubbed(file(tags(simpleTag("TITLE", "Boat"), tag)), .webm)

        #expect(places == 1)
        #expect(after == file(tags(simpleTag("TITLE", "Boat"), void(tag.count))))
    }

    @Test func `long ones get a longer length`() throws {
        for length in 80..<110 {
            let tag = simpleTag("GPS", String(repeating: "5", count: length))
            let (places, after) = try scrubbed(file(tags(tag)), .webm)
            #expect(places == 1)
            #expect(after == file(tags(void(tag.count))))
        }
    }

    @Test func `a tag goes with those in it, and a tag that is in another goes alone`() throws {
        let inner = simpleTag("GPS_DATE", "today")
        let outer = element(ID.simpleTag, element(ID.tagName, .ascii("LOCATION")), inner)
        let title = element(ID.simpleTag, element(ID.tagName, .ascii("TITLE")), inner)

        #expect(try scrubbed(file(tags(outer)), .webm) == (1, file(tags(void(outer.count)))))

        let rest = element(ID.simpleTag, element(ID.tagName, .ascii("TITLE")), void(inner.count))
        #expect(try scrubbed(file(tags(title)), .webm) == (1, file(tags(rest))))
    }

    @Test func `a checksum that would be wrong goes, another one stays`() throws {
        let sum: [UInt8] = [0xBF, 0x84, 1, 2, 3, 4]
        let tag = simpleTag("GPS", "59")
        func both(_ first: [UInt8], _ tag: [UInt8]) -> [UInt8] {
            file(element(ID.tags, first, element(ID.tag, tag)), element(ID.tags, sum, element(ID.tag, .zeros(0))))
        }

        let (places, after) = try scrubbed(both(sum, tag), .webm)

        #expect(places == 1)
        #expect(after == both([0xEC, 0x84, 0, 0, 0, 0], void(tag.count)))
    }

    @Test func `attached files and what is left in voids go`() throws {
        let attached = element(ID.attachments, .ascii("a picture with EXIF"))
        let left = element(ID.void, .ascii("59.3293"))

        let (places, after) = try scrubbed(file(attached, left), .webm)

        #expect(places == 2)
        #expect(after == file(void(attached.count), element(ID.void, .zeros(7))))
    }

    @Test func `tags are found behind clusters whose length nobody knew`() throws {
        let block = element(ID.simpleBlock, .ascii("sound"))
        let tag = simpleTag("GPS", "59.3293")
        func file(_ tag: [UInt8]) -> [UInt8] {
            let clusters = (0..<2).map { _ in element(ID.cluster, hasLength: false, element(0xE7, [0]), block, block) }
            return header + element(ID.segment, hasLength: false, clusters[0], clusters[1], tags(tag))
        }

        #expect(try scrubbed(file(tag), .webm) == (1, file(void(tag.count))))
    }

    @Test func `what is no element behind the segment is blanked`() throws {
        let whole = file(tags(simpleTag("TITLE", "Boat")))

        #expect(try scrubbed(whole + .ascii("59.3293"), .webm) == (1, whole + .zeros(7)))
    }

    @Test(
        arguments: [
            [0xA3], [0xA3, 0x82, 0], [0, 0, 0], [0xA3, 0x01, 0, 0], [0x12, 0x54, 0xC3, 0x67, 0xFF, 0],
            [0x08, 0, 0, 0, 0, 0x80],
        ] as [[UInt8]])
    func `an element that isn't all there is refused`(last: [UInt8]) throws {
        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(file(last)).scrub(.webm) }
    }

    @Test func `a file without a segment is refused`() throws {
        #expect(throws: RecordingRefusal.unreadable) { try SavedRecording(header).scrub(.webm) }
    }

    private let header = element(EBMLElement.ID.header, element(EBMLElement.ID.docType, .ascii("webm")))

    private func file(_ elements: [UInt8]...) -> [UInt8] {
        header + element(ID.segment, Array(elements.joined()))
    }

    private func tags(_ elements: [UInt8]...) -> [UInt8] {
        element(ID.tags, element(ID.tag, element(0x63C0, .zeros(0)), Array(elements.joined())))
    }

    private func simpleTag(_ name: String, _ value: String) -> [UInt8] {
        element(ID.simpleTag, element(ID.tagName, .ascii(name)), element(0x4487, .ascii(value)))
    }

    private func void(_ length: Int) -> [UInt8] {
        length < 129
            ? [0xEC, 0x80 | UInt8(length - 2)] + .zeros(length - 2)
            : [0xEC, 0x01] + bigEndian(length - 9, count: 7) + .zeros(length - 9)
    }
}
