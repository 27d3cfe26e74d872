/// Finds what tells places in Ogg files: in the comments of Vorbis, Opus, Speex, FLAC and Theora streams.
struct OggLocations {
    private enum Codec {
        /// The comments are the second packet, behind so many bytes.
        case comments(skipped: Int)
        /// The metadata blocks are a packet each.
        case blocks
    }

    /// A stream whose comments have not all been seen.
    private struct Stream {
        var codec: Codec
        var packetIndex = 0
        var packet = ByteRuns()
        var pages: [Range<Int>] = []
    }

    /// More streams at a time than any file has.
    private static let mostStreams = 64

    private let file: RecordingFile
    private var streams: [UInt32: Stream] = [:]
    private var found: [RecordingBlanking] = []
    private var touched: Set<Range<Int>> = []

    private init(file: RecordingFile) {
        self.file = file
    }

    /// Walks through all pages, since another stream may begin wherever one ends.
    ///
    /// - Returns: what is to be blanked, and the pages whose checksums are wrong afterwards.
    /// - Throws: ``RecordingRefusal/unreadable``, also when the file ends before the comments do; ``PictureFileError``.
    static func find(in file: RecordingFile) throws -> (blankings: [RecordingBlanking], touched: [Range<Int>]) {
        var search = OggLocations(file: file)
        guard var page = try OggPage.read(at: 0, in: file) else { throw RecordingRefusal.unreadable }
        while true {
            try search.visit(page)
            guard page.content.upperBound < file.size,
                let next = try OggPage.next(from: page.content.upperBound, in: file)
            else { break }
            page = next
        }
        guard search.streams.isEmpty else { throw RecordingRefusal.unreadable }
        return (search.found, search.touched.sorted { $0.lowerBound < $1.lowerBound })
    }

    private mutating func visit(_ page: OggPage) throws {
        if page.isFirst {
            streams[page.serial] = nil
            guard let codec = try codec(of: page) else { return }
            guard streams.count < Self.mostStreams else { throw RecordingRefusal.unreadable }
            streams[page.serial] = Stream(codec: codec)
        }
        guard var stream = streams.removeValue(forKey: page.serial) else { return }
        // A packet of which a part is missing is none; comments that can't be read must not be passed over.
        guard page.isContinued == (stream.packet.count > 0) else { throw RecordingRefusal.unreadable }
        stream.pages.append(page.range)
        var position = page.content.lowerBound
        var packetStart = position
        for (index, segment) in page.segments.enumerated() {
            position += Int(segment)
            let isEnd = segment < 255
            guard isEnd || index == page.segments.count - 1 else { continue }
            stream.packet.append(packetStart..<position)
            packetStart = position
            guard isEnd else { continue }
            if try endsHeaders(&stream) { return }
            stream.packetIndex += 1
            stream.packet = ByteRuns()
            stream.pages = [page.range]
        }
        streams[page.serial] = stream
    }

    /// The first packet names the codec. Of streams that aren't known there are no comments to look for.
    private func codec(of page: OggPage) throws -> Codec? {
        let head = try file.bytes(atMost: 8, of: page.content)
        if head.starts(with: [1] + Array("vorbis".utf8)) { return .comments(skipped: 7) }
        if head.starts(with: [0x80] + Array("theora".utf8)) { return .comments(skipped: 7) }
        if head.starts(with: "OpusHead".utf8) { return .comments(skipped: 8) }
        if head.starts(with: "Speex   ".utf8) { return .comments(skipped: 0) }
        if head.starts(with: [0x7F] + Array("FLAC".utf8)) { return .blocks }
        return nil
    }

    /// Looks in a packet that is all there; true when it was the last that may have comments.
    private mutating func endsHeaders(_ stream: inout Stream) throws -> Bool {
        guard stream.packetIndex > 0 else { return false }
        let new: [RecordingBlanking]
        let isLast: Bool
        switch stream.codec {
        case .comments(let skipped):
            new = try VorbisComments.locations(in: stream.packet, from: skipped, of: file)
            isLast = true
        case .blocks:
            guard let head = try stream.packet.bytes(0..<min(1, stream.packet.count), of: file).first else {
                return false
            }
            // Sound begins with these bits, and no block does.
            if head == 0xFF { return true }
            new = try FLACLocations.find(inBlock: stream.packet, type: Int(head & 0x7F), of: file)
            isLast = head & 0x80 != 0
        }
        found += new
        if !new.isEmpty { touched.formUnion(stream.pages) }
        return isLast
    }
}
