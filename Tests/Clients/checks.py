"""One line for each thing that was looked at."""


class Stop(Exception):
    """What makes it useless to go on."""


class Checks:
    """Prints one line for each check and remembers whether one failed."""

    def __init__(self):
        self.failed = False

    def check(self, who, what, problems):
        """`problems` is what speaks against it: nothing when all is well."""
        problems = [str(problem) for problem in problems]
        self.failed = self.failed or bool(problems)
        print(f"FAILED  {who}: {what}: {'; '.join(problems)}" if problems else f"ok      {who}: {what}", flush=True)

    def same(self, who, what, found, wanted):
        self.check(who, what, differences(found, wanted))


def differences(found, wanted):
    return [] if found == wanted else [f"{found!r} instead of {wanted!r}"]


def missing(parts, whole):
    """Those of `parts` that are not in `whole`."""
    return [f"{part!r} is not there" for part in parts if part not in whole]
