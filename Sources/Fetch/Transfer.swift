import CCurl
import Glibc

/// One request and its answer: the state on which libcurl's callbacks work.
///
/// Used by one thread, for as long as ``run(_:cancellation:)`` lasts.
final class Transfer {
    /// Why the transfer was ended from here.
    private enum Stop {
        case cut, enoughSeen, refused(FetchError.Reason)
    }

    private(set) var head = AnswerHead()
    private(set) var body: [UInt8] = []
    private(set) var isCut = false
    private let limits: FetchLimits
    private let mayDial: (IPAddress) -> Bool
    private let wantsBody: (AnswerHead) -> Bool
    private var cancellation: Cancellation?
    private var stop: Stop?
    private var headerBytes = 0
    private var blockedAddresses = 0
    private var dialledAddresses = 0

    /// - Parameter wantsBody: asked when the head is complete; without a body the transfer ends there.
    init(
        limits: FetchLimits, mayDial: @escaping (IPAddress) -> Bool, wantsBody: @escaping (AnswerHead) -> Bool
    ) {
        self.limits = limits
        self.mayDial = mayDial
        self.wantsBody = wantsBody
    }

    /// Runs the transfer to its end; `nil` when ``head`` and ``body`` are an answer, else why not.
    func run(_ handle: EasyHandle, cancellation: Cancellation) -> FetchError.Reason? {
        self.cancellation = cancellation
        // Unretained is enough: `self` is alive until perform() returns, and libcurl calls nothing after that.
        let code = withExtendedLifetime(self) {
            handle.setCallbacks(
                state: Unmanaged.passUnretained(self).toOpaque(),
                body: { Transfer.of($3)?.receiveBody($0, count: $1 * $2) ?? 0 },
                header: { Transfer.of($3)?.receiveHeader($0, count: $1 * $2) ?? 0 },
                progress: { state, _, _, _, _ in Transfer.of(state)?.checkProgress() ?? 1 },
                opener: { state, purpose, address in Transfer.of(state)?.open(purpose, address) ?? CURL_SOCKET_BAD }
            )
            return handle.perform()
        }
        switch stop {
        case .refused(let reason): return reason
        case .cut, .enoughSeen: return nil
        case nil: return failure(code)
        }
    }

    private static func of(_ state: UnsafeMutableRawPointer?) -> Transfer? {
        state.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    // MARK: What libcurl calls. Any other count than the given one ends the transfer.

    private func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, count: Int) -> Int {
        headerBytes += count
        guard headerBytes <= limits.headerBytes else { return end(.refused(.tooLarge)) }
        let wasComplete = head.isComplete
        head.take(UnsafeRawBufferPointer(start: bytes, count: count))
        if head.isComplete, !wasComplete {
            if !wantsBody(head) { return end(.enoughSeen) }
            if !head.hasKnownCodings { return end(.refused(.badAnswer)) }
        }
        return count
    }

    private func receiveBody(_ bytes: UnsafeMutablePointer<CChar>?, count: Int) -> Int {
        let space = max(0, limits.bytes - body.count)
        if count > space, limits.excess == .refuse { return end(.refused(.tooLarge)) }
        body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: min(count, space)))
        guard count <= space else {
            isCut = true
            return end(.cut)
        }
        return count
    }

    private func checkProgress() -> Int32 {
        guard cancellation?.isCancelled == true else { return 0 }
        stop = .refused(.cancelled)
        return 1
    }

    /// Opens the socket for an address that may be dialled. For others libcurl gets none, and tries the next address.
    private func open(_ purpose: curlsocktype, _ address: UnsafePointer<curl_sockaddr>?) -> curl_socket_t {
        guard let address, let destination = ccurl_destination(address), purpose == CURLSOCKTYPE_IPCXN,
            let ip = IPAddress(destination, length: Int(address.pointee.addrlen)), mayDial(ip)
        else {
            blockedAddresses += 1
            return CURL_SOCKET_BAD
        }
        dialledAddresses += 1
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(address.pointee.family, type, address.pointee.protocol)
    }

    private func end(_ stop: Stop) -> Int {
        self.stop = stop
        return 0
    }

    // MARK: What libcurl says

    private func failure(_ code: CURLcode) -> FetchError.Reason? {
        switch code {
        case CURLE_OK: head.isComplete && head.status <= 999 ? nil : .badAnswer
        case CURLE_URL_MALFORMAT: .invalidURL
        case CURLE_COULDNT_RESOLVE_HOST: .notResolved
        case CURLE_COULDNT_CONNECT: blockedAddresses > 0 && dialledAddresses == 0 ? .blockedAddress : .noConnection
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            .tls
        case CURLE_FAILED_INIT, CURLE_SEND_ERROR: .noConnection
        // libcurl's own limit on a single line, which it reports like this.
        case CURLE_OUT_OF_MEMORY where dialledAddresses > 0 && !head.isComplete: .tooLarge
        default: .badAnswer
        }
    }
}
