import Glibc

/// Makes AVIF files beside the files that every browser shows, where they pay.
struct AVIFAlternatives {
    let writer: PictureWriter
    /// Asked before each file.
    let isTimeLeft: () -> Bool

    /// A file that every browser shows, and the picture it was made from.
    struct Counterpart {
        let picture: Raster
        let written: WrittenPicture
    }

    /// Whether a picture is small enough: up to 2560 pixels wide, and no more of them than a square of that width has, for
    /// high and narrow pictures take as long to encode as wide ones.
    static func isWithinLimits(_ picture: Raster) -> Bool {
        picture.width <= 2560 && picture.width * picture.height <= 2560 * 2560
    }

    /// Writes an AVIF file for each counterpart, in their order, that it makes at least a tenth smaller.
    ///
    /// An encoder that fails, or is not there, ends it early: the picture is whole without.
    ///
    /// - Throws: ``PictureFileError``.
    func write(beside counterparts: [Counterpart]) throws -> [PictureVariant] {
        var made: [PictureVariant] = []
        for counterpart in counterparts {
            let picture = counterpart.picture
            guard Self.isWithinLimits(picture) else { continue }
            guard isTimeLeft() else { break }
            let mostBytes = min(writer.mostBytes, counterpart.written.bytes * 9 / 10)
            do {
                let name = counterpart.written.variant.name
                guard let variant = try writer.writeAVIF(picture, name: name, mostBytes: mostBytes) else { continue }
                made.append(variant)
            } catch is VipsFailure {
                break
            }
        }
        return made
    }
}

/// What all threads of this process have taken of the processors so far.
struct Stopwatch {
    private let start = now()

    var seconds: Double { Self.now() - start }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
