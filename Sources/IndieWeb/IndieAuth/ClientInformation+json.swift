import Markup

extension ClientInformation {
    /// Reads a client metadata document, found at the address that is the client's id.
    ///
    /// A name, logo or redirect address that can't be used is left out, and the rest still counts. So is a `client_uri`
    /// that the id doesn't start with, as the specification demands.
    ///
    /// - Throws: ``MetadataFault`` with `not_json`, `wrong_type`, or `client_id_mismatch` when the document's
    ///   `client_id` is missing or not, byte for byte, the one it was found by.
    package static func parse(json: [UInt8], clientID: ClientID) throws(MetadataFault) -> ClientInformation {
        let reader = try MetadataReader(json)
        guard let id = try reader.string("client_id"), id.utf8.elementsEqual(clientID.description.utf8) else {
            throw MetadataFault("client_id_mismatch", "The metadata belongs to another client_id.")
        }
        let base = BaseURL(clientID.url.description)
        let uri = try reader.string("client_uri").flatMap(HTTPURL.init)
        return ClientInformation(
            name: try reader.string("client_name").flatMap { DisplayText.clean($0) },
            logo: logo(try reader.string("logo_uri"), base: base, clientID: clientID),
            uri: uri.flatMap { $0.isPrefix(of: clientID.url) ? $0.description : nil },
            redirectURIs: redirectURIs(try reader.strings("redirect_uris"), base: base),
            usesRefreshTokens: try reader.strings("grant_types").contains("refresh_token"),
            warnsOfForeignURI: uri.map { $0.host != clientID.url.host } ?? false)
    }
}
