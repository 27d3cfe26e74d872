import CVips

/// A value for one argument of an operation.
enum VipsArgument {
    /// Also for booleans, as 0 and 1.
    case int(Int)
    case number(Double)
    /// Strings, enums by their nickname, arrays by their numbers with spaces between.
    case text(String)
}

/// One run of a libvips operation by its name.
enum VipsCall {
    /// Builds the operation and returns its output image, `nil` for an operation that has none (a saver).
    ///
    /// A loader or a resize only reads its header or its sizes here; a saver does all the work.
    ///
    /// - Throws: ``VipsFailure`` when there is no such operation, it is blocked, or it fails.
    static func run(
        _ name: String,
        input: Raster? = nil,
        source: PictureSource? = nil,
        target: UnsafeMutablePointer<VipsTarget>? = nil,
        _ arguments: KeyValuePairs<String, VipsArgument>
    ) throws -> Raster? {
        guard let operation = vips_operation_new(name) else { throw VipsFailure.take() }
        defer { cvips_drop_operation(operation) }
        // The operation takes references of its own; until then ours must hold.
        withExtendedLifetime((input, source)) {
            if let input { cvips_set_object(operation, "in", input.handle) }
            if let source { cvips_set_object(operation, "source", source.handle) }
        }
        if let target { cvips_set_object(operation, "target", target) }
        for (key, value) in arguments {
            try set(key, of: operation, to: value)
        }
        guard cvips_build(operation) == 0 else { throw VipsFailure.take() }
        return cvips_copy_output(operation).map(Raster.init(owning:))
    }

    private static func set(
        _ key: String,
        of operation: UnsafeMutablePointer<VipsOperation>,
        to value: VipsArgument
    ) throws {
        switch value {
        case .int(let number): cvips_set_int(operation, key, Int32(clamping: number))
        case .number(let number): cvips_set_double(operation, key, number)
        case .text(let text):
            guard cvips_set_text(operation, key, text) == 0 else { throw VipsFailure.take() }
        }
    }
}
