/// Which post a delete, undelete or update request is about.
///
/// - SeeAlso: <https://www.w3.org/TR/micropub/#delete>
package enum MicropubTarget {
    /// Returns the `url` of a JSON body, as sent.
    ///
    /// - Throws: ``MicropubError/invalidRequest(_:)`` when the body is no object, or `url` is missing, there more than once,
    ///   or no absolute `http` or `https` address.
    package static func url(json: JSONValue) throws(MicropubError) -> String {
        guard let body = json.object else { throw .invalidRequest("The JSON is not an object.") }
        var addresses: [String] = []
        for value in body["url"]?.values ?? [] {
            guard let address = value.string else { throw .invalidRequest("“url” is not a string.") }
            addresses.append(address)
        }
        return try only(addresses)
    }

    /// Returns the `url` among the fields of a form, as sent; throws as ``url(json:)`` does.
    package static func url(fields: [FormField]) throws(MicropubError) -> String {
        try only(fields.filter { $0.name == "url" || $0.name == "url[]" }.map(\.value))
    }

    private static func only(_ addresses: [String]) throws(MicropubError) -> String {
        guard let address = addresses.first, !address.isEmpty else {
            throw .invalidRequest("“url” is missing: the request does not say which post it is about.")
        }
        guard addresses.count == 1 else { throw .invalidRequest("“url” is there more than once.") }
        return try checked(address)
    }

    static func checked(_ address: String) throws(MicropubError) -> String {
        guard WebAddress.isValid(address) else {
            throw .invalidRequest("“url” is not an absolute http or https address.")
        }
        return address
    }
}
