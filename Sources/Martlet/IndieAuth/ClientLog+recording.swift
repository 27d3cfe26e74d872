import Hummingbird

extension ClientLog {
    /// A handler whose every request goes into the log.
    ///
    /// - Parameter what: method and path, as the owner reads them.
    func recording(_ what: String, _ handler: @escaping Route.Handler) -> Route.Handler {
        { request, context in
            do {
                let response = try await handler(request, context)
                self.add(what, status: response.status.code, context.trace.findings)
                return response
            } catch {
                let problem = Problem(error)
                var findings = context.trace.findings
                findings.reason = problem.reason
                findings.message = problem.detail
                self.add(what, status: problem.status.code, findings)
                throw error
            }
        }
    }
}
