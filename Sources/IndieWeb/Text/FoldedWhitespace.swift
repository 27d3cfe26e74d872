/// The scalars of a text with every run of white space read as one space, and none at the start or end.
///
/// Lazy, so that looking at the first words of a long text costs no more than these words.
struct FoldedWhitespace: Sequence, IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    private var pending: Unicode.Scalar?
    private var hasStarted = false

    init(_ text: String) {
        scalars = text.unicodeScalars.makeIterator()
    }

    mutating func next() -> Unicode.Scalar? {
        if let scalar = pending {
            pending = nil
            return scalar
        }
        var skippedSpace = false
        while let scalar = scalars.next() {
            if scalar.properties.isWhitespace {
                skippedSpace = hasStarted
                continue
            }
            hasStarted = true
            guard skippedSpace else { return scalar }
            pending = scalar
            return " "
        }
        return nil
    }
}
