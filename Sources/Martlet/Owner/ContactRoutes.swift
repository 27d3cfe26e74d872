import HTTPTypes
import Hummingbird
import IndieWeb

/// The owner's contacts: people whom apps offer while writing.
struct ContactRoutes: Sendable {
    let site: Site
    let database: AppDatabase
    /// Emptied when a contact changes: posts may name it.
    let cache: PageCache
    let pages: OwnerPages

    /// `GET /admin/contacts`
    func list(_ owner: OwnerVisit) async throws -> Response { try await page(owner) }

    /// `POST /admin/contacts`
    func add(_ owner: OwnerVisit) async throws -> Response { try await save(owner, id: nil) }

    /// `POST /admin/contacts/{id}`
    func edit(_ owner: OwnerVisit) async throws -> Response {
        try await save(owner, id: try owner.visit.context.id())
    }

    /// `POST /admin/contacts/{id}/delete`
    func delete(_ owner: OwnerVisit) async throws -> Response {
        let id = try owner.visit.context.id()
        guard try await database.write({ try ContactStore.remove(id, $0) }) else { throw SiteError.notFound }
        try await reload()
        return .seeOther(OwnerPath.contacts + "?done=deleted")
    }

    private static let notices = [
        "added": "The contact is added.", "changed": "The contact is changed.", "deleted": "The contact is deleted.",
    ]

    private func save(_ owner: OwnerVisit, id: Int64?) async throws -> Response {
        let visit = owner.visit
        let nickname = String(visit.field("nickname").drop { $0 == "@" })
        let (name, url, photo) = (visit.field("name"), visit.field("url"), visit.field("photo"))
        if let complaint = Self.complaint(nickname: nickname, name: name, url: url, photo: photo) {
            return try await page(owner, complaint, of: id)
        }
        let isSaved = try await database.write {
            try ContactStore.save(
                id: id, nickname: nickname, name: name.isEmpty ? nickname : name, url: url, photo: photo, $0)
        }
        guard isSaved else { return try await page(owner, "There is somebody with this nickname already.", of: id) }
        try await reload()
        return .seeOther(OwnerPath.contacts + (id == nil ? "?done=added" : "?done=changed"))
    }

    private func reload() async throws {
        try await site.contacts.load(from: database)
        cache.invalidateAll()
    }

    private static func complaint(nickname: String, name: String, url: String, photo: String) -> String? {
        guard nickname.wholeMatch(of: /[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,49}/) != nil else {
            return "A nickname is one word of letters, digits, points and hyphens."
        }
        if name.count > 100 { return "That name is too long." }
        for address in [url, photo] where !address.isEmpty && HTTPURL(address) == nil {
            return "The addresses must begin with https:// or http://."
        }
        return url.isEmpty ? "The web address is missing." : nil
    }

    /// The page, after a refusal with what was typed in the form that was refused.
    private func page(_ owner: OwnerVisit, _ complaint: String? = nil, of id: Int64? = nil) async throws -> Response {
        let contacts = try await database.read(ContactStore.all)
        guard id == nil || contacts.contains(where: { $0.id == id }) else { throw SiteError.notFound }
        let notice = owner.visit.parameter("done").flatMap { Self.notices[$0] }
        let page = ContactsPage(
            frame: OwnerFrame(site, owner.visit, path: OwnerPath.contacts, notice: notice), contacts: contacts,
            refused: complaint.map { RefusedForm(of: id, fields: owner.visit.fields, complaint: $0) })
        return pages.response(page, status: complaint == nil ? .ok : .badRequest)
    }
}

/// The values of `contacts.mustache`.
struct ContactsPage: Page {
    static let template = "contacts"

    let frame: OwnerFrame
    let contacts: [Contact]
    /// The form that was refused; its id is the contact's.
    var refused: RefusedForm<Int64>?

    var values: [String: Any] {
        let site = frame.site
        var values = frame.values(title: "Contacts")
        values["contacts"] = contacts.map { contact -> [String: Any] in
            let form = refused.flatMap { $0.id == contact.id ? $0 : nil }
            let stored = [
                "nickname": contact.nickname, "name": contact.name, "url": contact.url, "photo": contact.photo,
            ]
            return [
                "id": String(contact.id), "nickname": contact.nickname, "name": contact.name, "url": contact.url,
                "photo": contact.photo, "hasURL": !contact.url.isEmpty, "hasPhoto": !contact.photo.isEmpty,
                "editURL": site.url("\(OwnerPath.contacts)/\(contact.id)"),
                "deleteURL": site.url("\(OwnerPath.contacts)/\(contact.id)/delete"),
                "form": RefusedForm<Int64>.values(stored, form),
            ]
        }
        values["hasContacts"] = !contacts.isEmpty
        values["addURL"] = site.url(OwnerPath.contacts)
        let form = refused.flatMap { $0.id == nil ? $0 : nil }
        values["form"] = RefusedForm<Int64>.values(["nickname": "", "name": "", "url": "", "photo": ""], form)
        return values
    }
}
