import Images

/// Real pictures for uploads, drawn once a test run.
enum Pictures {
    /// 800 × 600.
    static let jpeg = bytes(SamplePicture(type: .jpeg, width: 800, height: 600))

    /// 400 × 300.
    static let png = bytes(SamplePicture(type: .png, width: 400, height: 300))

    /// What a phone's camera writes: lying on its side, with a place in it.
    static let phone: [UInt8] = {
        var picture = SamplePicture(type: .jpeg, width: 600, height: 800)
        picture.orientation = 6
        picture.hasMetadata = true
        return bytes(picture)
    }()

    static func bytes(_ picture: SamplePicture) -> [UInt8] {
        do {
            return try picture.encoded()
        } catch {
            fatalError("the test picture can't be drawn: \(error)")
        }
    }
}
