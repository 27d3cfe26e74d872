"""What the cases found, and the sum of it."""

import collections
import threading

LOST, ORPHAN, WRONG = "lost", "orphan", "wrong"
Finding = collections.namedtuple("Finding", "kind text")


def lost(text):
    """Something that was acknowledged is not there, or a row is without its whole file."""
    return Finding(LOST, text)


def orphan(text):
    """A file is there that no row names."""
    return Finding(ORPHAN, text)


def wrong(text):
    """Anything else that speaks against the server."""
    return Finding(WRONG, text)


class Skip(Exception):
    """Why a case can't be tried here."""


class Report:
    """Prints one line for each case and counts; several threads may report."""

    def __init__(self):
        self.cases = self.faults = self.skipped = 0
        self.found = collections.Counter()
        self._lock = threading.Lock()

    def case(self, name, findings, faults, note=""):
        with self._lock:
            self.cases += 1
            self.faults += faults
            self.found.update(finding.kind for finding in findings)
            tail = f" ({note})" if note else ""
            word = "FAILED" if findings else "ok    "
            print(f"{word}  {name}: {faults} faults{tail}", flush=True)
            for finding in findings[:8]:
                print(f"        {finding.kind}: {finding.text}", flush=True)
            if len(findings) > 8:
                print(f"        … and {len(findings) - 8} more", flush=True)

    def skip(self, name, why):
        with self._lock:
            self.skipped += 1
            print(f"note    {name}: skipped, {why}", flush=True)

    @property
    def failed(self):
        return bool(sum(self.found.values()))

    def close(self):
        print(
            f"cases {self.cases}, faults injected {self.faults}, lost {self.found[LOST]}, "
            f"orphans {self.found[ORPHAN]}, otherwise wrong {self.found[WRONG]}, skipped {self.skipped}"
        )
