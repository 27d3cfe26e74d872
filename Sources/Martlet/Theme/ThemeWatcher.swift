import Logging
import ServiceLifecycle

/// Notices within two seconds that the owner has changed templates or static files, and has them take effect.
///
/// By looking at times and sizes: what tells of changes by itself differs from file system to file system.
struct ThemeWatcher: Service {
    let theme: Theme
    let pages: PageCache
    let logger: Logger

    /// Between two looks. Two in a row must see the same before files are read: so half a file is never taken for a whole one.
    private static let interval = Duration.milliseconds(500)

    /// Looks until the server stops.
    func run() async throws {
        await cancelWhenGracefulShutdown { await keepLooking() }
    }

    private func keepLooking() async {
        var last = theme.stamp
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.interval)
            let now = theme.stamp
            if now == last { look() }
            last = now
        }
    }

    /// Takes what has changed since the last look; afterwards no page is served that was rendered before.
    @discardableResult
    func look() -> Theme.Change {
        let change = theme.refresh()
        switch change {
        case .none: break
        case .taken:
            pages.invalidateAll()
            logger.notice("the theme has changed")
        case .refused(let problems):
            for problem in problems {
                log(.error, "the theme can't be used; what served before goes on", problem)
            }
        }
        return change
    }

    /// Says what could not be used at the start.
    func report() {
        for problem in theme.problems { log(.warning, "left out of the theme; the built-in file serves", problem) }
    }

    private func log(_ level: Logger.Level, _ message: Logger.Message, _ problem: ThemeProblem) {
        logger.log(
            level: level, message,
            metadata: [
                "file": "\(problem.file)", "line": "\(problem.line.map(String.init) ?? "")",
                "why": "\(problem.reason)",
            ])
    }
}
