/// The name that a client gave a file: kept for downloads, and for nothing else.
enum MediaFilename {
    /// The last part of a path, without control characters and without what could turn the direction of text; at most 120
    /// characters, of which the extension is kept.
    static func cleaned(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let visible = last.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        let text = String(String.UnicodeScalarView(visible)).trimmingSpaceAndDots
        guard text.count > 120 else { return text }
        let ending = text.lastIndex(of: ".").map { String(text[$0...]) } ?? ""
        return ending.count < 12 ? text.prefix(120 - ending.count) + ending : String(text.prefix(120))
    }

    /// The extension under which a file that is only downloaded is served: what a browser could take for active content isn't
    /// among them, nor anything unknown.
    static func safeExtension(of name: String) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return safeExtensions.contains(ending) ? ending : "bin"
    }

    private static let safeExtensions: Set = [
        "pdf", "epub", "zip", "gz", "tar", "7z", "txt", "csv", "json", "gpx", "kml", "ics", "vcf", "doc", "docx", "odt",
        "xls", "xlsx", "ods", "ppt", "pptx", "odp", "ttf", "otf", "woff2", "mid",
    ]

    /// `attachment; filename="…"; filename*=UTF-8''…` (RFC 6266), for a name that may hold anything.
    static func attachment(_ name: String) -> String {
        let name = name.isEmpty ? "file" : name
        let plain = name.unicodeScalars.map { scalar in
            scalar.isASCII && scalar != "\"" && scalar != "\\" && scalar.value >= 32 && scalar.value < 127
                ? Character(scalar) : "_"
        }
        let encoded = name.utf8.map { byte -> String in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            if isPlain || byte == 45 || byte == 46 || byte == 95 { return String(UnicodeScalar(byte)) }
            let hex = String(byte, radix: 16, uppercase: true)
            return hex.count == 1 ? "%0" + hex : "%" + hex
        }.joined()
        return "attachment; filename=\"\(String(plain))\"; filename*=UTF-8''\(encoded)"
    }
}

extension String {
    fileprivate var trimmingSpaceAndDots: String {
        let isEdge: (Character) -> Bool = { $0.isWhitespace || $0 == "." }
        var rest = self[...].drop(while: isEdge)
        while let last = rest.last, isEdge(last) { rest.removeLast() }
        return String(rest)
    }
}
