extension MicropubCreate {
    /// Reads a create request from a JSON body.
    ///
    /// Shape: `{"type": ["h-entry"], "properties": {"content": ["Hi"], "mp-slug": ["hi"]}}`. Without `type` the post is an
    /// h-entry. Real clients also send `type` and properties as bare values and commands beside `properties`. Nested objects
    /// and unknown properties are kept exactly; names that the specification reserves never become properties.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` for a body of another shape, past the limits, or without properties.
    /// - SeeAlso: <https://www.w3.org/TR/micropub/#json-syntax>
    package init(json: JSONValue, limits: MicropubLimits = MicropubLimits()) throws(MicropubError) {
        guard let body = json.object else { throw .invalidRequest("The JSON is not an object.") }
        guard let properties = (body["properties"] ?? [:]).object else {
            throw .invalidRequest("“properties” is not an object.")
        }

        var draft = MicropubDraft(type: try Self.type(body["type"]), limits: limits)
        for member in body.members {
            // Anything else beside `properties` is no part of a create: nothing may come in by that door.
            // Except for who may read the post: where a client puts that wrong, it must not come out for everybody.
            let isState = ["post-status", "visibility"].contains(member.name) && properties[member.name] == nil
            if member.name.hasPrefix("mp-") || isState {
                try draft.add(member.name, member.value.values)
            } else if member.name == "children" {
                try draft.add(children: member.value)
            }
        }
        for member in properties.members {
            try draft.add(member.name, member.value.values)
        }
        try self.init(draft: draft)
    }

    private static func type(_ value: JSONValue?) throws(MicropubError) -> [String] {
        let values = value?.values ?? []
        guard !values.isEmpty else { return ["h-entry"] }
        var types: [String] = []
        for value in values {
            guard let type = value.string, Mf2Item.isType(type) else {
                throw .invalidRequest("“type” is not a list of names such as h-entry.")
            }
            types.append(type)
        }
        return types
    }
}
