/// Reads duration and size from the head of a WebM file.
///
/// - SeeAlso: <https://www.matroska.org/technical/elements.html>
enum WebMFacts {
    /// Looks at what stands before the first cluster; players do the same.
    static func read(into facts: inout RecordingFacts, from file: RecordingFile) throws {
        var scale = 1_000_000.0
        var duration: Double?
        // Element by element, each that holds one of these is entered by going on at its content.
        let entered = [
            EBMLElement.ID.segment, EBMLElement.ID.info, EBMLElement.ID.tracks, EBMLElement.ID.trackEntry,
            EBMLElement.ID.video,
        ]
        var position = 0
        reading: while let element = try EBMLElement.read(at: position..<file.size, in: file) {
            position = entered.contains(element.id) ? element.content.lowerBound : element.content.upperBound
            switch element.id {
            case EBMLElement.ID.cluster: break reading
            case EBMLElement.ID.timestampScale: scale = Double(try number(element, in: file))
            case EBMLElement.ID.duration: duration = try real(element, in: file)
            case EBMLElement.ID.pixelWidth where facts.width == nil: facts.width = try pixels(element, in: file)
            case EBMLElement.ID.pixelHeight where facts.height == nil: facts.height = try pixels(element, in: file)
            default: break
            }
            facts.durationSeconds = duration.map { $0 * scale / 1_000_000_000 }
        }
    }

    private static func pixels(_ element: EBMLElement, in file: RecordingFile) throws -> Int? {
        let number = try number(element, in: file)
        return 1...65_535 ~= number ? number : nil
    }

    private static func number(_ element: EBMLElement, in file: RecordingFile) throws -> Int {
        try file.bytes(atMost: 8, of: element.content).suffix(7).number
    }

    private static func real(_ element: EBMLElement, in file: RecordingFile) throws -> Double? {
        let bytes = try file.bytes(atMost: 8, of: element.content)
        switch element.content.count {
        case 4: return Double(Float(bitPattern: UInt32(bytes.number)))
        case 8: return Double(bitPattern: bytes.number(ofBytes: 8))
        default: return nil
        }
    }
}
