/// What the name of a property in a create request stands for.
enum MicropubName {
    case property

    /// A command, by the name that the specification or its extensions give it.
    case command(String)

    /// Part of the request and not of the post.
    case reserved

    /// - SeeAlso: <https://www.w3.org/TR/micropub/#reserved-properties>
    init(_ name: String) {
        switch name {
        // An owner's post lives where the server says: a client cannot choose `url`.
        case "access_token", "h", "action", "url": self = .reserved
        // shpub sends `slug`; `photo-alt` is what forms named the texts before `mp-photo-alt`.
        case "slug": self = .command("mp-slug")
        case "photo-alt": self = .command("mp-photo-alt")
        case _ where name.hasPrefix("mp-"): self = .command(name)
        default: self = .property
        }
    }
}
