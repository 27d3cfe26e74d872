/// How long the owner lets a token last.
enum TokenLifetime: String, CaseIterable, Sendable {
    case unlimited, day, month, year

    /// What a form says; one without the choice, as for an identity alone, means no end.
    ///
    /// - Returns: nil for a word that isn't one of the choices.
    init?(field: String) {
        guard let lifetime = field.isEmpty ? .unlimited : TokenLifetime(rawValue: field) else { return nil }
        self = lifetime
    }

    /// Seconds from each renewal; nil for no end.
    var seconds: Int64? {
        switch self {
        case .unlimited: nil
        case .day: 86_400
        case .month: 30 * 86_400
        case .year: 365 * 86_400
        }
    }

    /// The choices of a form.
    ///
    /// - Parameter renews: whether an app can renew the token before its end.
    static func choices(chosen: TokenLifetime, renews: Bool) -> [[String: Any]] {
        allCases.map { lifetime in
            ["value": lifetime.rawValue, "label": lifetime.label(renews: renews), "isChosen": lifetime == chosen]
        }
    }

    private func label(renews: Bool) -> String {
        let suffix = renews ? ", and on as long as the app renews it" : ""
        return switch self {
        case .unlimited: "Until you revoke it"
        case .day: "For a day" + suffix
        case .month: "For 30 days" + suffix
        case .year: "For a year" + suffix
        }
    }
}
