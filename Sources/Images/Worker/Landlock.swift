import CVips
import Glibc

/// The kernel's own allow-list of files for one process (Linux 5.13 and later, where it is switched on).
///
/// - SeeAlso: <https://docs.kernel.org/userspace-api/landlock.html>
enum Landlock {
    /// Lets this process and its threads read below some directories, write below one, and run no program; from Linux
    /// 6.7 on also open no TCP connection. Does nothing on a kernel without landlock; directories that are not there are
    /// passed over.
    ///
    /// Must be called before other threads are started. ``WorkerConfinement`` has set "no new privileges" before.
    ///
    /// - Throws: ``WorkerConfinement/Failure`` when the kernel has landlock and refuses.
    static func restrict(readingIn readable: [String], writingIn writable: String) throws {
        let version = cvips_landlock_version()
        guard version > 0 else { return }
        let all = rights(of: version)
        let ruleset = cvips_landlock_create(version, all, network)
        guard ruleset >= 0 else { throw WorkerConfinement.Failure(step: "landlock", code: errno) }
        defer { close(ruleset) }
        for directory in readable {
            try allow(read, below: directory, in: ruleset)
        }
        try allow(all & ~execute, below: writable, in: ruleset)
        guard cvips_landlock_restrict(ruleset) == 0 else {
            throw WorkerConfinement.Failure(step: "landlock", code: errno)
        }
    }

    private static func allow(_ rights: UInt64, below directory: String, in ruleset: Int32) throws {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard cvips_landlock_allow(ruleset, descriptor, rights) == 0 else {
            throw WorkerConfinement.Failure(step: "landlock \(directory)", code: errno)
        }
    }

    /// Every right over files that this version of landlock can withhold.
    private static func rights(of version: Int32) -> UInt64 {
        switch version {
        case 1: (1 << 13) - 1
        case 2: (1 << 14) - 1
        default: (1 << 15) - 1
        }
    }

    private static let execute: UInt64 = 1 << 0
    /// To read files and to list directories.
    private static let read: UInt64 = 1 << 2 | 1 << 3
    /// To bind and to connect over TCP.
    private static let network: UInt64 = 1 << 0 | 1 << 1
}
