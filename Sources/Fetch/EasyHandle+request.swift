import CCurl

extension EasyHandle {
    /// Sets everything that does not differ between requests: what libcurl must not do by itself.
    func setRules() {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        // Redirects are followed one by one by us, each with a check of its URL.
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        // Signals belong to the program.
        set(CURLOPT_NOSIGNAL, 1)
        // Nothing from the environment or from files of the user.
        set(CURLOPT_PROXY, "")
        set(CURLOPT_NOPROXY, "*")
        set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        set(CURLOPT_FRESH_CONNECT, 1)
        set(CURLOPT_FORBID_REUSE, 1)
        set(CURLOPT_TCP_NODELAY, 1)
        // One request for each connection gains nothing from HTTP/2.
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_HTTP09_ALLOWED, 0)
        // The coding that every server knows. Others cost up to 128 MB for a small answer: AnswerHead refuses them.
        set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
        set(CURLOPT_PATH_AS_IS, 0)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        // A name server that never answers may hold up a thread of the resolver, but not the one of this transfer.
        set(CURLOPT_QUICK_EXIT, 1)
    }

    func setMethod(_ method: FetchRequest.Method) {
        switch method {
        case .get:
            set(CURLOPT_HTTPGET, 1)
        case .head:
            set(CURLOPT_NOBODY, 1)
        case .purge:
            set(CURLOPT_HTTPGET, 1)
            set(CURLOPT_CUSTOMREQUEST, "PURGE")
        case .post(let body, _):
            set(CURLOPT_POST, 1)
            setBody(body)
        }
    }

    /// - Parameter seconds: what is left of the time of the whole fetch.
    func setLimits(_ limits: FetchLimits, seconds: Double) {
        let milliseconds = Self.milliseconds(seconds)
        set(CURLOPT_TIMEOUT_MS, milliseconds)
        set(CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, Self.milliseconds(limits.connectSeconds)))
        let most = 1_000_000_000
        set(CURLOPT_LOW_SPEED_LIMIT, min(max(0, limits.leastBytesPerSecond), most))
        set(CURLOPT_LOW_SPEED_TIME, min(max(0, limits.slowSeconds), most / 1000))
    }

    /// At least 1, since 0 means no limit to libcurl, and at most a million seconds.
    private static func milliseconds(_ seconds: Double) -> Int {
        guard seconds > 0 else { return 1 }
        return max(1, Int(min(seconds, 1_000_000) * 1000))
    }
}
