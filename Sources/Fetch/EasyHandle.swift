import CCurl
import Glibc

/// One transfer of libcurl, made for it and freed with it: a connection that was used before would dial nothing, and so
/// escape the check of its address.
final class EasyHandle {
    private let handle: UnsafeMutableRawPointer
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    /// False once libcurl has refused an option: then nothing may be sent, since the option may be one that protects.
    private var isSound = true

    /// `nil` when there is no memory for it.
    init?() {
        guard Self.library == CURLE_OK, let handle = curl_easy_init() else { return nil }
        self.handle = handle
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
    }

    /// Blocks until the transfer is over.
    func perform() -> CURLcode {
        guard isSound else { return CURLE_FAILED_INIT }
        // Host names with letters outside ASCII are read in the charset of the locale, which is ASCII by default.
        guard let unicode = Self.unicode else { return curl_easy_perform(handle) }
        let previous = uselocale(unicode)
        defer { uselocale(previous) }
        return curl_easy_perform(handle)
    }

    func set(_ option: CURLoption, _ value: Int) {
        check(ccurl_set_long(handle, option, value))
    }

    func set(_ option: CURLoption, _ value: String) {
        check(ccurl_set_text(handle, option, value))
    }

    func set(_ option: CURLoption, _ values: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values {
            guard let longer = curl_slist_append(list, value) else {
                isSound = false
                break
            }
            list = longer
        }
        guard let list else { return }
        lists.append(list)
        check(ccurl_set_list(handle, option, list))
    }

    /// The body of a POST, which libcurl copies.
    func setBody(_ body: [UInt8]) {
        check(ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
        body.withUnsafeBytes { bytes in
            // An empty array has no address, and without one libcurl would read the body from standard input.
            let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            start.map { check(ccurl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0)) }
                ?? set(CURLOPT_COPYPOSTFIELDS, "")
        }
    }

    /// Sets what libcurl calls while ``perform()`` runs, and the state that it hands to each.
    ///
    /// The state must live until ``perform()`` returns; it is not retained.
    func setCallbacks(
        state: UnsafeMutableRawPointer, body: curl_write_callback, header: curl_write_callback,
        progress: curl_xferinfo_callback, opener: curl_opensocket_callback
    ) {
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_XFERINFODATA, CURLOPT_OPENSOCKETDATA] {
            check(ccurl_set_pointer(handle, option, state))
        }
        check(ccurl_set_receiver(handle, CURLOPT_WRITEFUNCTION, body))
        check(ccurl_set_receiver(handle, CURLOPT_HEADERFUNCTION, header))
        check(ccurl_set_progress(handle, progress))
        check(ccurl_set_opener(handle, opener))
        set(CURLOPT_NOPROGRESS, 0)
    }

    private func check(_ code: CURLcode) {
        if code != CURLE_OK { isSound = false }
    }

    /// `nonisolated(unsafe)`: set once, never changed or freed; glibc lets any number of threads use a locale at once.
    nonisolated(unsafe) private static let unicode = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)

    /// libcurl, started on first use.
    private static let library = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}
