/// Which ASCII letters stand for the other letters of the Latin alphabets of Europe and Vietnam, in lower case.
///
/// A table of our own, because decomposing text would bring in the whole of Foundation for a slug.
enum LatinFolding {
    static let letters: [Unicode.Scalar: String] = {
        let table = [
            ("a", "àáâãäåāăąǎȁȃạảấầẩẫậắằẳẵặª"), ("ae", "æǽ"), ("b", "ḃ"), ("c", "çćĉċč"), ("d", "ďđðḋ"), ("dz", "ǆǳ"),
            ("e", "èéêëēĕėęěȅȇẹẻẽếềểễệ"), ("f", "ḟ"), ("g", "ĝğġģǧ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįıǐȉȋỉị"), ("ij", "ĳ"),
            ("j", "ĵ"), ("k", "ķǩĸ"), ("l", "ĺļľŀł"), ("lj", "ǉ"), ("m", "ṁ"), ("n", "ñńņňŉŋ"), ("nj", "ǌ"),
            ("o", "òóôõöøōŏőơǒǫȍȏọỏốồổỗộớờởỡợº"), ("oe", "œ"), ("p", "ṗ"), ("r", "ŕŗřȑȓ"), ("s", "śŝşšșſṡ"),
            ("ss", "ß"),
            ("t", "ţťŧțṫ"), ("th", "þ"), ("u", "ùúûüũūŭůűųưǔȕȗụủứừửữự"), ("w", "ŵẁẃẅ"), ("y", "ýÿŷỳỵỷỹ"), ("z", "źżž"),
        ]
        var letters: [Unicode.Scalar: String] = [:]
        for (ascii, scalars) in table {
            for scalar in scalars.unicodeScalars { letters[scalar] = ascii }
        }
        return letters
    }()
}
