extension MicropubCreate {
    /// Reads a create request from the fields of a form; see ``init(parts:limits:)``.
    package init(fields: [FormField], limits: MicropubLimits = MicropubLimits()) throws(MicropubError) {
        try self.init(parts: fields.map(MicropubPart.field), limits: limits)
    }

    /// Reads a create request from the parts of a form in the order in which they came.
    ///
    /// Shape: `h=entry&content=Hi&category[]=a&category[]=b`, also `category[0]=a`, `content[html]=<p>Hi`,
    /// `photo[0][value]=…&photo[0][alt]=…` and `mp-photo-alt[]=…` by position. Without `h` the post is an h-entry. Files can
    /// come as `photo`, `photo[]`, `photo[0]`, `photo[0][value]` or `file`, and likewise as `video` and `audio`. Line ends become LF: forms send CRLF for them.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for names that cannot be read, a file under another name, a form past
    ///   the limits, or without properties.
    /// - SeeAlso: <https://www.w3.org/TR/micropub/#form-encoded-and-multipart-requests>
    package init(parts: [MicropubPart], limits: MicropubLimits = MicropubLimits()) throws(MicropubError) {
        let form = try MicropubForm(parts)
        var draft = MicropubDraft(type: try Self.type(form.properties.first { $0.name == "h" }), limits: limits)
        for property in form.properties {
            if MicropubDraft.mediaProperties.contains(property.name) {
                try draft.addMedia(property.name, form.media(property.values))
            } else {
                try draft.add(property.name, property.values.map { JSONValue($0) })
            }
        }
        try self.init(draft: draft)
    }

    private static func type(_ property: FormProperty?) throws(MicropubError) -> [String] {
        guard let property, property.values != [.text("")] else { return ["h-entry"] }
        guard property.values.count == 1, case .text(let name) = property.values[0] else {
            throw .invalidRequest("“h” is there more than once.")
        }
        let type = name.hasPrefix("h-") ? name : "h-" + name
        guard Mf2Item.isType(type) else { throw .invalidRequest("“h” is not a name such as entry.") }
        return [type]
    }
}
