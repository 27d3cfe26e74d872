/// Whether a post is out, in the words of the `post-status` extension.
///
/// - SeeAlso: <https://indieweb.org/Micropub-extensions#Post_Status>
package enum PostStatus: String, CaseIterable, Hashable, Sendable {
    case published, draft
}

extension Mf2Item {
    /// What `post-status` says; published when it says nothing.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for a word that is none of the two, or more than one.
    package var postStatus: PostStatus {
        get throws(MicropubError) { try word("post-status") ?? .published }
    }

    /// What `visibility` says; public when it says nothing.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for a word that is none of the three, or more than one.
    package var visibility: Visibility {
        get throws(MicropubError) { try word("visibility") ?? .public }
    }

    private func word<Word: RawRepresentable & CaseIterable>(
        _ property: String
    ) throws(MicropubError) -> Word? where Word.RawValue == String {
        let values = self[property].filter { !$0.isBlank }
        guard let value = values.first else { return nil }
        guard values.count == 1 else { throw .invalidRequest("“\(property)” has more than one value.") }
        return try Word.named(value.string ?? "", as: property)
    }
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    /// The case of this name.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` that names the property and lists what it may be.
    static func named(_ word: String, as property: String) throws(MicropubError) -> Self {
        guard let known = Self(rawValue: word) else {
            let words = allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalidRequest("“\(property)” has to be one of: \(words).")
        }
        return known
    }
}
