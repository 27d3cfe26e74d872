/// Takes out of a recording what tells where it was made.
package enum RecordingScrubber {
    /// Blanks everything in the file that can tell a place, and returns how many parts that were.
    ///
    /// Nothing is decoded. The file keeps its length and every offset in it: boxes become `free`, elements `Void`, blocks
    /// padding, and values of comments spaces. What programs leave in such empty space is blanked too. Title, artist and
    /// the like stay; from MP4 and QuickTime go also make, model and notes of the camera's maker, which stand with the
    /// place. A second run finds nothing more.
    ///
    /// Side effects: writes to the file at `path`, without `fsync`; nothing is written if the recording is refused.
    ///
    /// - Throws: ``RecordingRefusal`` when the recording is at fault; ``PictureFileError`` when reading or writing fails.
    package static func removeLocations(fromFileAt path: String, type: RecordingType) throws -> Int {
        let file = try RecordingFile(path: path, isForWriting: true)
        var touched: [Range<Int>] = []
        let blankings: [RecordingBlanking]
        switch type {
        case .mp4, .mov, .m4a: blankings = try MediaBoxLocations.find(in: file)
        case .webm: blankings = try WebMLocations.find(in: file)
        case .mp3: blankings = try MP3Locations.find(in: file)
        case .flac: blankings = try FLACLocations.find(in: file, from: 0)
        case .ogg: (blankings, touched) = try OggLocations.find(in: file)
        }
        for blanking in blankings { try blanking.apply(to: file) }
        for page in touched { try OggPage.renewChecksum(of: page, in: file) }
        return blankings.count { $0.isCounted }
    }
}
