import CVips

/// What cameras and programs leave in pictures, in invented form: nothing of it may reach a served file.
enum SampleMetadata {
    /// A word that stands in every text below, for tests to look for.
    static let marker = "MARTLET-SECRET"

    /// Adds EXIF with a place, XMP, IPTC and text fields, of which each format's encoder writes those it knows.
    static func add(to image: Raster) {
        let exif = [
            ("exif-ifd0-Make", "\(marker) camera"),
            ("exif-ifd0-Model", "\(marker) 1"),
            ("exif-ifd0-Artist", "\(marker) artist"),
            ("exif-ifd2-DateTimeOriginal", "2024:05:06 07:08:09"),
            ("exif-ifd3-GPSLatitudeRef", "N"),
            ("exif-ifd3-GPSLatitude", "36/1 7/1 2249/100"),
            ("exif-ifd3-GPSLongitudeRef", "W"),
            ("exif-ifd3-GPSLongitude", "5/1 20/1 4459/100"),
        ]
        for (name, value) in exif {
            image.set(name, to: value)
        }
        image.set(VIPS_META_XMP_NAME, to: Array(xmp.utf8))
        image.set(VIPS_META_IPTC_NAME, to: iptc)
        image.set("png-comment-0-Comment", to: "\(marker) comment")
    }

    /// Puts a comment into a JPEG or GIF file, right after what must come first; libvips writes none.
    static func insertingComment(into bytes: [UInt8], type: PictureType) -> [UInt8] {
        let text = Array("\(marker) comment".utf8)
        let length = UInt8(text.count)
        switch type {
        case .jpeg: return bytes.prefix(2) + [0xFF, 0xFE, 0, length + 2] + text + bytes.dropFirst(2)
        case .gif:
            let flags = bytes[10]
            let colourTable = flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1)
            return bytes.prefix(13 + colourTable) + [0x21, 0xFE, length] + text + [0]
                + bytes.dropFirst(13 + colourTable)
        default: return bytes
        }
    }

    private static let xmp = """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">\
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
        xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="\(marker) source"/></rdf:RDF></x:xmpmeta>\
        <?xpacket end="w"?>
        """

    /// A Photoshop block with one IPTC data set: 2:116, the copyright notice.
    private static var iptc: [UInt8] {
        let text = Array("\(marker) iptc".utf8)
        var data: [UInt8] = [0x1C, 2, 116, 0, UInt8(text.count)] + text
        let count = UInt8(data.count)
        if data.count % 2 == 1 { data.append(0) }
        return Array("Photoshop 3.0".utf8) + [0] + Array("8BIM".utf8) + [4, 4, 0, 0, 0, 0, 0, count] + data
    }
}
