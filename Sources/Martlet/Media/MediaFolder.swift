import Images

/// Where uploaded media lie in the data directory, and at which address they are served.
///
/// `media/tmp/<time>_<name>/` while an upload is under way, then `media/<first two of name>/<name>/`: one directory a
/// picture, moved in one step. `lost+found/` takes what a start finds there without a row.
struct MediaFolder: Sendable {
    /// `data/media`.
    let root: String
    /// `data/lost+found`.
    let lostAndFound: String

    init(dataDirectory: String) {
        root = dataDirectory + "/media"
        lostAndFound = dataDirectory + "/lost+found"
    }

    /// Where uploads are while they are under way.
    var uploads: String { root + "/tmp" }

    /// Makes the directories that everything else takes for granted, on the disk.
    func make() throws {
        try Disk.makeDirectories(uploads)
        try Disk.sync(root, isDirectory: true)
    }

    /// The directory of the pictures whose names start alike: 256 of them share the load.
    func shard(of name: String) -> String { "\(root)/\(name.prefix(2))" }

    /// The final directory of a picture.
    func directory(of name: String) -> String { "\(shard(of: name))/\(name)" }

    /// Removes the files of a picture, on the disk; they may be gone already. It blocks.
    func removeFiles(of name: String) throws {
        let shard = shard(of: name)
        try Disk.removeDirectory(directory(of: name))
        if Disk.kind(of: shard) == .directory { try Disk.sync(shard, isDirectory: true) }
    }

    /// The path part of the address of one file of a picture: `/media/<name>/<file>`.
    static func path(of name: String, file: String) -> String { "/media/\(name)/\(file)" }

    /// The name of the picture that an address of this site's media points to, or nil for any other address.
    ///
    /// Shape: `https://example.com/media/<32 hex>/full.jpg` → the 32 hex digits. The host is not looked at: the site may
    /// have moved since the entry was written.
    static func name(in address: String) -> String? {
        guard let path = address.firstRange(of: "/media/") else { return nil }
        let parts = address[path.upperBound...].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let name = parts.first.map(String.init), isName(name) else { return nil }
        return name
    }

    /// The names of all uploads whose addresses stand somewhere in a text, in their order.
    static func names(in text: String) -> [String] {
        text.ranges(of: "/media/").compactMap { range in
            let name = String(text[range.upperBound...].prefix(32))
            return isName(name) ? name : nil
        }
    }

    /// Whether a text can be the name of a file that is served: `full.jpg`, `thumb.webp`. The original is none.
    static func isFile(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let size = parts.first, let type = parts.last else { return false }
        return Photo.Size(rawValue: String(size)) != nil && (1...5).contains(type.utf8.count)
            && type.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
    }

    /// Whether a text can be the name of a picture: 32 lower-case hex digits.
    static func isName(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
