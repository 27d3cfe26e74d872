/// What ``MultipartParser`` found in a chunk. For each part: `partBegin`, any number of the two kinds of bytes, `partEnd`.
package enum MultipartEvent: Equatable, Sendable {
    case partBegin(MultipartPartHeaders)

    /// Bytes of the part that stand in the chunk just given, as offsets from its start; never empty.
    ///
    /// Offsets, so that the caller takes a slice of its own buffer and may write it out later, without a copy.
    case bytes(Range<Int>)

    /// Bytes of the part from earlier chunks, held back because they looked like the start of a boundary; never empty.
    ///
    /// At most 74: a boundary and the four bytes before it.
    case heldBytes(ArraySlice<UInt8>)

    case partEnd
}
