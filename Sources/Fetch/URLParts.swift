import CCurl

/// A URL taken apart by libcurl.
final class URLParts {
    private let handle: OpaquePointer

    init?() {
        guard let handle = curl_url() else { return nil }
        self.handle = handle
    }

    deinit { curl_url_cleanup(handle) }

    /// Sets a part, or removes it; a relative URL is resolved against the one that is there. False when it is malformed.
    ///
    /// Blanks and letters outside ASCII are percent-encoded: servers send them in `Location`, unencoded.
    func set(_ part: CURLUPart, to value: String?) -> Bool {
        guard let value else { return curl_url_set(handle, part, nil, 0) == CURLUE_OK }
        let flags = part == CURLUPART_URL ? CURLU_URLENCODE | CURLU_ALLOW_SPACE : 0
        return curl_url_set(handle, part, value, UInt32(flags)) == CURLUE_OK
    }

    /// A part as text; the port is the scheme's when none is written. `nil` when there is none.
    subscript(part: CURLUPart) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let flags = part == CURLUPART_PORT ? CURLU_DEFAULT_PORT : 0
        guard curl_url_get(handle, part, &text, UInt32(flags)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
