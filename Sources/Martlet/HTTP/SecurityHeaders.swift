import HTTPTypes

/// The headers that every response carries, errors included.
enum SecurityHeaders {
    /// Pages: nothing but our own style sheet, and pictures, which entries may show from anywhere.
    static let policy = policyWithoutFormAction + "; form-action 'self'"

    /// For pages whose forms lead to another site.
    static let policyWithoutFormAction =
        "default-src 'none'; style-src 'self'; img-src 'self' https: http:; media-src 'self' https: http:; "
        + "manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// Adds what isn't set yet.
    static func add(to headers: inout HTTPFields) {
        if headers[.contentSecurityPolicy] == nil { headers[.contentSecurityPolicy] = policy }
        headers[.xContentTypeOptions] = "nosniff"
        if headers[.referrerPolicy] == nil { headers[.referrerPolicy] = "no-referrer-when-downgrade" }
        headers[.xFrameOptions] = "DENY"
    }
}

extension HTTPField.Name {
    /// `name` must be a token, as the literals here are.
    private static func named(_ name: String) -> Self {
        guard let name = Self(name) else { preconditionFailure("\(name) is no header name") }
        return name
    }

    static let referrerPolicy = named("Referrer-Policy")
    static let link = named("Link")
    static let pragma = named("Pragma")
    static let idempotencyKey = named("Idempotency-Key")
    static let secFetchSite = named("Sec-Fetch-Site")
    static let forwardedFor = named("X-Forwarded-For")
    static let xFrameOptions = named("X-Frame-Options")
}
