/// What a Micropub request asks for.
package enum MicropubAction: String, CaseIterable, Hashable, Sendable {
    case create, update, delete, undelete
}

extension MicropubAction {
    /// Reads `action` from a JSON body; a body without it is a create.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` when the body is no object or the action none of the four.
    /// - SeeAlso: <https://www.w3.org/TR/micropub/#update>
    package init(json: JSONValue) throws(MicropubError) {
        guard let object = json.object else {
            throw .invalidRequest("The JSON is not an object.")
        }
        guard let action = object["action"] else {
            self = .create
            return
        }
        guard let name = action.string else { throw .invalidRequest("“action” is not a string.") }
        try self.init(named: name)
    }

    /// Reads `action` from the fields of a form; a form without it is a create.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` when the action is none of the four, stands there more than once, or
    ///   is `update`, which exists in JSON only.
    package init(fields: [FormField]) throws(MicropubError) {
        let actions = fields.filter { $0.name == "action" || $0.name == "action[]" }
        guard let action = actions.first else {
            self = .create
            return
        }
        guard actions.count == 1 else { throw .invalidRequest("“action” is there more than once.") }
        try self.init(named: action.value)
        guard self != .update else { throw .invalidRequest("An update has to be sent as JSON.") }
    }

    private init(named name: String) throws(MicropubError) {
        guard let action = Self(rawValue: name) else {
            throw .invalidRequest("“action” is none of create, update, delete and undelete.")
        }
        self = action
    }
}
