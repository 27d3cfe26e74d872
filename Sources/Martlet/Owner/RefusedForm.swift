import IndieWeb

/// A form of the owner that was refused: it is shown again, in its place and with what was typed.
struct RefusedForm<ID: Sendable & Equatable>: Sendable {
    /// What the form is about; nil for the form that makes a new one.
    let id: ID?
    let fields: [FormField]
    /// What is wrong with it.
    let complaint: String

    init(of id: ID?, fields: [FormField], complaint: String) {
        self.id = id
        self.fields = fields
        self.complaint = complaint
    }

    /// The values of a form: what was typed, or else what is stored, and the complaint.
    static func values(_ stored: [String: String], _ refused: RefusedForm?) -> [String: Any] {
        var values: [String: Any] = [:]
        for (name, value) in stored {
            values[name] = refused.map { form in form.fields.first { $0.name == name }?.value ?? "" } ?? value
        }
        values["complaint"] = refused?.complaint ?? ""
        values["hasComplaint"] = refused != nil
        return values
    }
}
