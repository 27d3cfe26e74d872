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

/// The time that a picture has taken so far.
struct Stopwatch {
    private let clock: clockid_t
    private let start: Double

    /// Starts at 0, by the clock on the wall.
    static func wall() -> Stopwatch { Stopwatch(clock: CLOCK_MONOTONIC) }
    /// Starts at 0, and adds up what all threads of this process take.
    static func processor() -> Stopwatch { Stopwatch(clock: CLOCK_PROCESS_CPUTIME_ID) }

    var seconds: Double { Self.now(clock) - start }

    private init(clock: clockid_t) {
        self.clock = clock
        start = Self.now(clock)
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
