import FoundationEssentials

/// What a worker process is asked to do, and its form on the command line.
///
/// Shape: `make [--limits JSON] [--avif SECONDS]`, in the upload's directory and with a pipe as standard input that the
/// server keeps open; `draw --picture JSON --out FILE`.
package enum WorkerCommand: Equatable, Sendable {
    /// Make the variants of `original` in the working directory.
    case make(PictureLimits, alternatives: PictureAlternatives = .none)
    /// Draw a sample picture into a new file.
    case draw(SamplePicture, file: String)

    /// A command line that makes no sense.
    package struct Misuse: Error, Equatable {
        package var message: String
    }

    /// Reads the arguments that follow `image-worker`.
    ///
    /// - Throws: ``Misuse``.
    package init(arguments: [String]) throws {
        guard let name = arguments.first else { throw Misuse(message: "expected make or draw") }
        var options = Options(arguments.dropFirst())
        switch name {
        case "make":
            let limits: PictureLimits? = try options.takeJSON("--limits")
            let seconds: Int? = try options.takeJSON("--avif")
            guard seconds ?? 0 >= 0 else { throw Misuse(message: "--avif is less than nothing") }
            self = .make(limits ?? PictureLimits(), alternatives: seconds.map { .avif(seconds: $0) } ?? .none)
        case "draw":
            guard let picture: SamplePicture = try options.takeJSON("--picture"),
                let file = options.take("--out")
            else { throw Misuse(message: "draw needs --picture and --out") }
            self = .draw(picture, file: file)
        default:
            throw Misuse(message: "expected make or draw")
        }
        guard options.rest.isEmpty else { throw Misuse(message: "unknown arguments") }
    }

    /// The arguments that ``init(arguments:)`` reads back to this command.
    package func arguments() throws -> [String] {
        switch self {
        case .make(let limits, let alternatives):
            ["make", "--limits", try Self.json(limits)] + Self.options(alternatives)
        case .draw(let picture, let file): ["draw", "--picture", try Self.json(picture), "--out", file]
        }
    }

    private static func options(_ alternatives: PictureAlternatives) -> [String] {
        switch alternatives {
        case .none: []
        case .avif(let seconds): ["--avif", "\(seconds)"]
        }
    }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    /// Pairs of an option's name and its value.
    private struct Options {
        var rest: [String]

        init(_ arguments: ArraySlice<String>) {
            rest = Array(arguments)
        }

        mutating func take(_ name: String) -> String? {
            guard let position = rest.firstIndex(of: name), position + 1 < rest.endIndex else { return nil }
            defer { rest.removeSubrange(position...(position + 1)) }
            return rest[position + 1]
        }

        mutating func takeJSON<Value: Decodable>(_ name: String) throws -> Value? {
            guard let text = take(name) else { return nil }
            guard let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8)) else {
                throw Misuse(message: "\(name) is not what it should be")
            }
            return value
        }
    }
}
