/// The values of `sign-in-failed.mustache`: at which step signing in through another site failed, and what was found.
struct SignInFailedPage: Page {
    static let template = "sign-in-failed"

    let frame: OwnerFrame
    let failure: SignInFailure

    var values: [String: Any] {
        var values = frame.values(title: "Not signed in")
        values["step"] = failure.step.name
        values["message"] = failure.message
        values["steps"] = SignInStep.allCases.map { step -> [String: Any] in
            [
                "name": step.name, "isDone": step.rawValue < failure.step.rawValue, "isFailed": step == failure.step,
                "isOpen": step.rawValue > failure.step.rawValue,
            ]
        }
        values["found"] = failure.found.map { ["label": $0.label, "value": $0.value] }
        values["hasFound"] = !failure.found.isEmpty
        values["retryURL"] = frame.site.url(OwnerPath.signIn)
        return values
    }
}
