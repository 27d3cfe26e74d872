"""Runs the cases that are named, or all, and sums up; see run."""

import argparse
import contextlib
import importlib
import pathlib
import shutil
import signal
import sys
import tempfile
import time

import server
from report import Report, Skip, wrong

# In the order in which they run; each is a module whose `run` takes the report, the options and a folder of its own.
CASES = [
    "kill_walk", "random_kills", "error_walk", "full_disk", "power_cut", "block_replay", "negative_controls",
    "hostile_pictures", "many_posts",
]


def arguments():
    parser = argparse.ArgumentParser(prog="run", description="Tries what Martlet does when things go wrong.")
    parser.add_argument("martlet", type=pathlib.Path, help="the program")
    parser.add_argument("cases", nargs="*", metavar="case", help=", ".join(CASES))
    parser.add_argument("--quick", action="store_true", help="fewer rounds of everything")
    parser.add_argument("--rounds", type=int, help="how often each failpoint is walked (20; 2 when quick)")
    parser.add_argument("--seed", type=int, default=1, help="another one makes other choices (1)")
    options = parser.parse_intermixed_args()
    unknown = set(options.cases) - set(CASES)
    if unknown:
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    options.martlet = str(options.martlet.resolve(strict=True))
    options.rounds = options.rounds or (2 if options.quick else 20)
    return options


def main():
    options, report = arguments(), Report()
    with contextlib.ExitStack() as stack:
        scratch = pathlib.Path(tempfile.mkdtemp(prefix="martlet-faults."))
        stack.callback(shutil.rmtree, scratch, ignore_errors=True)
        stack.callback(server.end_all)
        # So that what is mounted and started does not outlive an interruption.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        for name in options.cases or CASES:
            begun = time.monotonic()
            try:
                importlib.import_module(name).run(report, options, scratch / name)
            except Skip as reason:
                report.skip(name, reason)
            # A case that breaks off must not keep the others from being tried.
            except Exception as error:
                report.case(name, [wrong(f"it broke off: {error!r}")], 0)
            print(f"time    {name}: {time.monotonic() - begun:.0f} s", flush=True)
    report.close()
    sys.exit(1 if report.failed else 0)


main()
