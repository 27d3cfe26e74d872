extension FormProperty {
    /// Reads the brackets in the names of `fields` and returns each name once, in order of arrival, with its values.
    ///
    /// Shape: `category[]=a&category[]=b` → `category: [a, b]`; `category[1]=b&category[0]=a` → the same;
    /// `content[html]=x` → `content: [{html: [x]}]`; `photo[0][value]=u&photo[0][alt]=t` → `photo: [{value: [u], alt: [t]}]`.
    /// A value without an index goes after the greatest index so far. No value is lost: the same name, or the same index,
    /// sent twice gives two values. With `photo[][value]` a member sent again starts the next object, as form libraries
    /// in wide use have it.
    ///
    /// - Throws: What ``FormKey`` throws for a name that cannot be read.
    package static func grouping(
        _ fields: [FormField], limits: FormLimits = FormLimits()
    ) throws(FormError) -> [FormProperty] {
        let form = FormMembers()
        for field in fields {
            let key = try FormKey(field.name, depth: limits.depth)
            form.values(named: key.name).add(field.value, at: key.path)
        }
        return form.properties
    }
}

/// The members of an object, or of the whole form, while they are collected.
private final class FormMembers {
    private var names: [String] = []
    private var valuesByName: [String: FormValues] = [:]

    /// Recursion: as deep as the longest ``FormKey/path``, which has a limit.
    var properties: [FormProperty] {
        names.compactMap { name in
            valuesByName[name].map { FormProperty(name: name, values: $0.ordered) }
        }
    }

    func contains(_ name: String) -> Bool {
        valuesByName[name] != nil
    }

    func values(named name: String) -> FormValues {
        if let values = valuesByName[name] { return values }
        let values = FormValues()
        names.append(name)
        valuesByName[name] = values
        return values
    }
}

/// The values of one name while they are collected.
private final class FormValues {
    private enum Content {
        case text(String)
        case object(FormMembers)
    }

    private var contents: [(index: Int, content: Content)] = []
    /// The object that a member sent with this place belongs to; `nil` for a member straight after the name.
    private var openObjects: [FormKey.Segment?: FormMembers] = [:]
    private var nextIndex = 0

    var ordered: [FormValue] {
        contents.sorted { $0.index < $1.index }.map { _, content in
            switch content {
            case .text(let text): .text(text)
            case .object(let members): .object(members.properties)
            }
        }
    }

    /// Recursion: one step for each member in `path`, whose length has a limit.
    func add(_ text: String, at path: some Collection<FormKey.Segment>) {
        var rest = path[...]
        var place: FormKey.Segment?
        if let first = rest.first, !first.isMember {
            place = rest.removeFirst()
        }

        guard case .member(let name) = rest.popFirst() else {
            append(.text(text), at: place)
            return
        }
        object(at: place, for: name, isLast: rest.isEmpty).values(named: name).add(text, at: Array(rest))
    }

    private func object(at place: FormKey.Segment?, for name: String, isLast: Bool) -> FormMembers {
        if let open = openObjects[place] {
            let startsNext = place == .append && isLast && open.contains(name)
            if !startsNext { return open }
        }
        let members = FormMembers()
        openObjects[place] = members
        append(.object(members), at: place)
        return members
    }

    private func append(_ content: Content, at place: FormKey.Segment?) {
        var index = nextIndex
        if case .index(let given) = place { index = given }
        contents.append((index, content))
        nextIndex = max(nextIndex, index + 1)
    }
}
