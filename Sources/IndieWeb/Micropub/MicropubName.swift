/// What the name of a property in a request stands for.
enum MicropubName {
    case property

    /// A command, by the name that the specification or its extensions give it.
    case command(String)

    /// Part of the request, or kept by the server: no client can set it.
    case reserved

    /// - SeeAlso: <https://www.w3.org/TR/micropub/#reserved-properties>
    init(_ name: String) {
        switch name {
        case "access_token", "h", "action": self = .reserved
        // An owner's post lives where the server says, is by the owner, and changed when the server saw it change.
        case "url", "uid", "author", "type", "updated", "deleted": self = .reserved
        // shpub sends `slug`; `photo-alt` is what forms named the texts before `mp-photo-alt`.
        case "slug": self = .command("mp-slug")
        case "photo-alt": self = .command("mp-photo-alt")
        case _ where name.hasPrefix("mp-"): self = .command(name)
        default: self = .property
        }
    }
}
