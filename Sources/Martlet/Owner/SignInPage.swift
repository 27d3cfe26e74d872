/// The values of `sign-in.mustache`.
struct SignInPage: Page {
    static let template = "sign-in"

    let frame: OwnerFrame
    /// Whether there is a passphrase to sign in with.
    let usesPassphrase: Bool
    let returnPath: String
    /// The app whose request waits behind the sign-in.
    var client: String?
    /// What was typed as an address; by default the owner's.
    var address: String?

    var values: [String: Any] {
        let site = frame.site
        var values = frame.values(title: "Sign in")
        values["actionURL"] = site.url(OwnerPath.signIn)
        values["addressActionURL"] = site.url(OwnerPath.signInElsewhere)
        values["returnPath"] = returnPath
        values["usesPassphrase"] = usesPassphrase
        values["usesAddress"] = !site.isIdentity
        values["address"] = address ?? site.owner.url
        values["needsSetup"] = site.isIdentity && !usesPassphrase
        values["forClient"] = client
        return values
    }
}

/// The values of `setup.mustache`: choosing a passphrase by the one-time link.
struct SetupPage: Page {
    static let template = "setup"

    let frame: OwnerFrame
    /// What the link carried.
    let key: String
    let isReset: Bool

    var values: [String: Any] {
        var values = frame.values(title: "Choose a passphrase")
        values["actionURL"] = frame.site.url(OwnerPath.setup)
        values["key"] = key
        values["isReset"] = isReset
        values["leastLength"] = String(PassphraseRule.leastLength)
        return values
    }
}

/// The values of `passphrase.mustache`: changing the passphrase.
struct PassphrasePage: Page {
    static let template = "passphrase"

    let frame: OwnerFrame
    let demand: OwnerProof.Demand

    var values: [String: Any] {
        var values = frame.values(title: "Passphrase")
        values["asksConfirmation"] = demand == .signIn
        values["confirmURL"] = frame.site.url(OwnerPath.confirm)
        values["pageURL"] = OwnerPath.passphrase
        values["actionURL"] = frame.site.url(OwnerPath.passphrase)
        values["hasPassphrase"] = demand == .passphrase
        values["leastLength"] = String(PassphraseRule.leastLength)
        return values
    }
}
