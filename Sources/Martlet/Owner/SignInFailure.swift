/// Why signing in through another site failed: at which step, and what was found there. Silence would help nobody.
struct SignInFailure: Error, Sendable {
    let step: SignInStep
    /// A sentence, safe to show.
    let message: String
    /// What was found on the way, without anything secret: label and value.
    var found: [(label: String, value: String)] = []
    /// Whether it is an answer to nothing that was begun here.
    var isStray = false
}

/// The steps of signing in through another site, in their order.
enum SignInStep: Int, CaseIterable, Sendable {
    case address, discovery, metadata, authorization, redemption, confirmation, owner

    /// What the page calls it.
    var name: String {
        switch self {
        case .address: "The address itself"
        case .discovery: "The endpoints that the address names"
        case .metadata: "What the authorization server says of itself"
        case .authorization: "The answer of the authorization server"
        case .redemption: "The exchange of the code"
        case .confirmation: "Whether that server may speak for the address"
        case .owner: "Whether it is the owner's address"
        }
    }
}
