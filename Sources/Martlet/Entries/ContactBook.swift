import IndieWeb
import Synchronization

/// The owner's contacts in memory, for turning `@nickname` in texts into a link.
final class ContactBook: Sendable {
    private let contacts = Mutex<[String: (name: String, url: String)]>([:])

    /// Takes over what is stored.
    func load(from database: AppDatabase) async throws {
        let all = try await database.read(ContactStore.all)
        let byNickname = all.map { ($0.nickname.lowercased(), (name: $0.name, url: $0.url)) }
        contacts.withLock { $0 = Dictionary(byNickname) { first, _ in first } }
    }

    /// A text with its nicknames as links, and where these lead.
    func linked(_ markdown: String) -> (markdown: String, urls: Set<String>) {
        let contacts = contacts.withLock { $0 }
        guard !contacts.isEmpty else { return (markdown, []) }
        let named = NicknameLinks.nicknames(in: markdown).compactMap { contacts[$0.lowercased()]?.url }
        guard !named.isEmpty else { return (markdown, []) }
        return (NicknameLinks.linked(markdown, contacts: contacts), Set(named))
    }
}
