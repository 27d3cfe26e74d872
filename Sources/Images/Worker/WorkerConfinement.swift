import CVips
import Glibc

/// What the worker gives up before it looks at its input: a decoder taken over by a picture finds little to take.
enum WorkerConfinement {
    /// Something that had to be given up and could not be.
    struct Failure: Error {
        let step: String
        let code: Int32
    }

    /// Sets the limits of `limits` on this process for good, and takes its rights over files outside the working
    /// directory where the kernel has landlock.
    ///
    /// - Throws: ``Failure``.
    static func apply(_ limits: PictureLimits) throws {
        try limit(RLIMIT_CORE, "core file", to: 0)
        try limit(RLIMIT_AS, "address space", to: limits.addressSpaceBytes)
        try limit(RLIMIT_CPU, "processor time", to: limits.cpuSeconds, grace: 1)
        try limit(RLIMIT_FSIZE, "file size", to: limits.outputFileBytes)
        try limit(RLIMIT_NOFILE, "open files", to: 64)
        // A file that grows too large is then an error of its write, not a death.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGALRM, SIG_DFL)
        alarm(UInt32(clamping: max(1, limits.wallSeconds)))
        guard cvips_no_new_privileges() == 0 else { throw Failure(step: "no new privileges", code: errno) }
        guard cvips_not_dumpable() == 0 else { throw Failure(step: "not dumpable", code: errno) }
        try Landlock.restrict(readingIn: ["/usr", "/lib", "/lib64", "/etc", "/opt"], writingIn: ".")
    }

    /// Leaves the processors to everybody else. Where the kernel doesn't let it, its low priority has to do.
    static func yield() { _ = cvips_idle_priority() }

    /// Ends this process as soon as its standard input does, which the server holds open as long as it lives.
    ///
    /// - Throws: ``Failure`` when there is no thread to be had for it.
    static func dieWithServer() throws {
        var thread = pthread_t()
        let status = pthread_create(
            &thread,
            nil,
            { _ in
                var byte: UInt8 = 0
                while true {
                    let count = read(STDIN_FILENO, &byte, 1)
                    if count < 0, errno == EINTR { continue }
                    if count <= 0 { _exit(ImageWorker.ExitCode.failed) }
                }
            },
            nil
        )
        guard status == 0 else { throw Failure(step: "watch of standard input", code: status) }
        pthread_detach(thread)
    }

    /// Lowers a resource's limit, soft and hard, so that it cannot be raised again.
    ///
    /// - Parameter grace: how much higher the hard limit is: beyond the soft one, processor time ends in a signal that
    ///   says why, beyond the hard one in `SIGKILL`.
    private static func limit(_ resource: __rlimit_resource, _ name: String, to most: Int, grace: rlim_t = 0) throws {
        let number = __rlimit_resource_t(resource.rawValue)
        var current = rlimit()
        guard getrlimit(number, &current) == 0 else { throw Failure(step: name, code: errno) }
        let hard = min(rlim_t(clamping: most) + grace, current.rlim_max)
        var wanted = rlimit(rlim_cur: min(rlim_t(clamping: most), hard), rlim_max: hard)
        guard setrlimit(number, &wanted) == 0 else { throw Failure(step: name, code: errno) }
    }
}
