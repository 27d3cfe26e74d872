import CCurl

extension Fetcher {
    /// Asks one URL after the other, as redirects lead, and blocks until the last answer is there.
    func answer(
        _ request: FetchRequest, _ chain: RedirectChain, _ cancellation: Cancellation
    ) throws(FetchError) -> FetchResponse {
        var chain = chain
        let start = ContinuousClock.now
        while true {
            if cancellation.isCancelled { throw FetchError(.cancelled, url: chain.url.shown) }
            let left = request.limits.seconds - (ContinuousClock.now - start) / .seconds(1)
            guard left > 0 else { throw FetchError(.timedOut, url: chain.url.shown) }

            let transfer = try ask(request, chain, seconds: left, cancellation)
            guard let target = try chain.target(of: transfer.head) else {
                return FetchResponse(
                    status: transfer.head.status, headers: transfer.head.headers, body: transfer.body,
                    isCut: transfer.isCut, url: chain.url.text, visited: chain.visited)
            }
            chain.follow(target)
        }
    }

    private func ask(
        _ request: FetchRequest, _ chain: RedirectChain, seconds: Double, _ cancellation: Cancellation
    ) throws(FetchError) -> Transfer {
        let headers = try RequestHeaders(
            request, userAgent: userAgent, authorization: chain.authorization, url: chain.url)
        guard let handle = EasyHandle() else { throw FetchError(.noConnection, url: chain.url.shown) }
        handle.setRules()
        handle.set(CURLOPT_URL, chain.url.text)
        handle.setMethod(request.method)
        handle.set(CURLOPT_HTTPHEADER, headers.lines)
        handle.setLimits(request.limits, seconds: seconds)
        handle.set(CURLOPT_CONNECT_TO, detours)
        handle.set(CURLOPT_RESOLVE, names)

        let rule = request.addresses ?? addresses
        let isPublic = isPublic
        let transfer = Transfer(
            limits: request.limits, mayDial: { rule == .any || isPublic($0) }, wantsBody: chain.wantsBody)
        if let reason = transfer.run(handle, cancellation: cancellation) {
            throw FetchError(reason, url: chain.url.shown)
        }
        return transfer
    }
}
