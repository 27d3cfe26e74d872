/// The parts of a form sorted by name, each file standing for a value of `photo`, `video` or `audio`.
struct MicropubForm {
    let properties: [FormProperty]

    /// - Throws: ``MicropubError/invalidRequest(_:)`` for names that cannot be read, or a file under a name that takes none.
    init(_ parts: [MicropubPart]) throws(MicropubError) {
        var fields: [FormField] = []
        var uploadCount = 0
        for part in parts {
            switch part {
            case .field(let field):
                // What marks an upload below must not come in from outside.
                guard !field.value.utf8.contains(0) else { throw MicropubError(FormError.containsNUL) }
                fields.append(field)
            case .upload(let name):
                fields.append(FormField(name: try Self.mediaName(name), value: "\0\(uploadCount)"))
                uploadCount += 1
            }
        }
        do {
            properties = try FormProperty.grouping(fields)
        } catch {
            throw MicropubError(error)
        }
    }

    /// Makes the name under which a file joins the text that belongs to it: `photo[0]` meets `photo[0][alt]` as its value.
    private static func mediaName(_ name: String) throws(MicropubError) -> String {
        let key: FormKey
        do {
            key = try FormKey(name)
        } catch {
            throw MicropubError(error)
        }
        let property = key.name == "file" ? "photo" : key.name
        if MicropubDraft.mediaProperties.contains(property) {
            switch (key.path.first, key.path.dropFirst()) {
            case (nil, _): return property
            case (.append, []): return "\(property)[]"
            case (.append, [.member("value")]): return "\(property)[][value]"
            case (.index(let index), []), (.index(let index), [.member("value")]): return "\(property)[\(index)][value]"
            default: break
            }
        }
        throw .invalidRequest(
            "A file was sent as “\(key.name.prefix(40))”; only “photo”, “video” and “audio” take files.")
    }

    /// The values of a media property, in order, the files among them told from texts.
    func media(_ values: [FormValue]) -> [MicropubGallery.Value] {
        values.flatMap { value in
            switch value {
            case .text(let text): [Self.photo(text) ?? .sent(.string(text))]
            case .object(let members): Self.photos(members) ?? [.sent(JSONValue(value))]
            }
        }
    }

    private static func photo(_ text: String, alt: String? = nil) -> MicropubGallery.Value? {
        guard text.utf8.first == 0, let index = Int(text.dropFirst()) else { return nil }
        return .upload(index, alt: alt)
    }

    /// The files that stand as `value` of an object, or `nil` when it has an address there or nothing.
    private static func photos(_ members: [FormProperty]) -> [MicropubGallery.Value]? {
        let alt = members.first { $0.name == "alt" }?.values.first.flatMap { JSONValue($0).string }
        let values = members.first { $0.name == "value" }?.values ?? []
        var photos: [MicropubGallery.Value] = []
        for value in values {
            guard case .text(let text) = value else { continue }
            // Two files of the same place share one text at most: it describes the first.
            let ownAlt = photos.isEmpty && alt?.isEmpty == false ? alt : nil
            photos.append(photo(text, alt: ownAlt) ?? .sent(Mf2Photo(url: text, alt: ownAlt).json))
        }
        let hasUpload = photos.contains { if case .upload = $0 { true } else { false } }
        return hasUpload ? photos : nil
    }
}
