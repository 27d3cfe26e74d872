/// Types of boxes, by what the scrubber does with them.
enum MediaBoxNames {
    /// On the file's own level.
    static let file: Set = [
        "ftyp", "styp", "moov", "mdat", "moof", "mfra", "sidx", "ssix", "prft", "pdin", "meta", "free", "skip", "wide",
        "uuid", "imda",
    ]
    static let movie: Set = ["mvhd", "trak", "udta", "meta", "mvex", "iods", "ctab", "clip", "pssh", "rmra", "cmov"]
    static let track: Set = [
        "tkhd", "mdia", "edts", "udta", "meta", "tref", "trgr", "load", "tapt", "clip", "matt", "imap", "txas",
    ]
    /// What people write about a film, and how a player should show it.
    static let userData: Set = [
        "©nam", "©ART", "©aut", "©alb", "©cmt", "©cpy", "©day", "©des", "©dir", "©gen", "©inf", "©prd", "©prf", "©too",
        "©trk", "©wrt", "©enc", "©grp", "©lyr", "titl", "auth", "perf", "gnre", "dscp", "albm", "yrrc", "cprt", "name",
        "kind", "tsel", "strk", "chpl", "hnti", "hinf", "LOOP", "SelO", "AllF", "WLOC",
    ]
    static let metadata: Set = ["hdlr", "keys", "ilst", "ctry", "lang", "dinf"]
    /// Sample descriptions of GoPro, Google, Sony, Canon and DJI, whose samples hold positions.
    static let tracksOfPlaces: Set = ["gpmd", "camm", "rtmd", "CTMD", "djmd", "dbgi"]
}
