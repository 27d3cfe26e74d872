extension ServerMetadata {
    /// Reads a metadata document. Unknown members are ignored, absent ones get the specification's defaults.
    ///
    /// Endpoints come back normalised, so that equal ones are equal texts; `http` is taken for them, as sites without a
    /// certificate exist. An issuer has to be `https` (or anything that can be asked, with `allowsLocal`), without
    /// query and fragment, and the start of the document's own address, on the same origin.
    ///
    /// Deviation: section 4.1.1 demands an issuer; a document without one is taken, and leaves nothing to compare `iss`
    /// with.
    ///
    /// - Throws: ``MetadataFault`` with `not_json`, `wrong_type`, `invalid_issuer` or `invalid_endpoint`.
    /// - SeeAlso: <https://indieauth.spec.indieweb.org/#issuer-identifier>
    package static func parse(
        _ json: [UInt8], at metadataURL: String, allowsLocal: Bool = false
    ) throws(MetadataFault) -> ServerMetadata {
        let reader = try MetadataReader(json)
        let issuer = try reader.string("issuer")
        if let issuer, !isIssuer(issuer, ofDocumentAt: metadataURL, allowsLocal: allowsLocal) {
            throw MetadataFault(
                "invalid_issuer",
                "The metadata has an issuer that is no https address from which the address of the metadata starts.")
        }
        return ServerMetadata(
            issuer: issuer,
            authorizationEndpoint: try endpoint("authorization_endpoint", reader),
            tokenEndpoint: try endpoint("token_endpoint", reader),
            introspectionEndpoint: try endpoint("introspection_endpoint", reader),
            revocationEndpoint: try endpoint("revocation_endpoint", reader),
            userinfoEndpoint: try endpoint("userinfo_endpoint", reader),
            // Not the specification's, so a bad one spoils nothing else.
            micropubEndpoint: (try? endpoint("micropub", reader)) ?? nil,
            issParameterSupported: try reader.bool("authorization_response_iss_parameter_supported") ?? false,
            codeChallengeMethods: try reader.strings("code_challenge_methods_supported"),
            scopes: try reader.strings("scopes_supported"),
            responseTypes: try list("response_types_supported", reader, default: "code"),
            grantTypes: try list("grant_types_supported", reader, default: "authorization_code"),
            clientIDMetadataDocumentSupported: try reader.bool("client_id_metadata_document_supported") ?? false)
    }

    /// The document as we serve it. Lists that are empty and endpoints that are `nil` are left out.
    ///
    /// No client here has a secret, so revocation says that it wants none; introspection wants a bearer token.
    package var json: JSONValue {
        var object = JSONObject()
        object["issuer"] = issuer.map(JSONValue.string)
        object["authorization_endpoint"] = authorizationEndpoint.map(JSONValue.string)
        object["token_endpoint"] = tokenEndpoint.map(JSONValue.string)
        object["introspection_endpoint"] = introspectionEndpoint.map(JSONValue.string)
        if introspectionEndpoint != nil { object["introspection_endpoint_auth_methods_supported"] = ["Bearer"] }
        object["revocation_endpoint"] = revocationEndpoint.map(JSONValue.string)
        if revocationEndpoint != nil { object["revocation_endpoint_auth_methods_supported"] = ["none"] }
        object["userinfo_endpoint"] = userinfoEndpoint.map(JSONValue.string)
        object["micropub"] = micropubEndpoint.map(JSONValue.string)
        object["scopes_supported"] = Self.array(scopes)
        object["response_types_supported"] = Self.array(responseTypes)
        object["grant_types_supported"] = Self.array(grantTypes)
        object["code_challenge_methods_supported"] = Self.array(codeChallengeMethods)
        object["authorization_response_iss_parameter_supported"] = .bool(issParameterSupported)
        object["client_id_metadata_document_supported"] = .bool(clientIDMetadataDocumentSupported)
        return .object(object)
    }

    private static func isIssuer(_ issuer: String, ofDocumentAt metadataURL: String, allowsLocal: Bool) -> Bool {
        guard let issuer = HTTPURL(issuer), let document = HTTPURL(metadataURL) else { return false }
        return (issuer.scheme == "https" || allowsLocal) && !issuer.hasDotSegments && issuer.isPrefix(of: document)
    }

    private static func endpoint(_ name: String, _ reader: MetadataReader) throws(MetadataFault) -> String? {
        guard let text = try reader.string(name) else { return nil }
        guard let url = HTTPURL(text), url.fragment == nil else {
            throw MetadataFault("invalid_endpoint", "The metadata has no http address without a fragment as “\(name)”.")
        }
        return url.description
    }

    private static func list(
        _ name: String, _ reader: MetadataReader, default value: String
    ) throws(MetadataFault) -> [String] {
        let list = try reader.strings(name)
        return list.isEmpty ? [value] : list
    }

    private static func array(_ strings: [String]) -> JSONValue? {
        strings.isEmpty ? nil : .array(strings.map(JSONValue.string))
    }
}
