"""Has steps fail, one after the other: at failpoints, and in system calls."""

import random
import subprocess
import time

import kill_walk
from check import check
from checks import Stop
from disks import require
from journal import Journal
from load import act
from parallel import two_at_once
from pictures import png
from report import Skip, wrong
from server import DidNotStart, Site
from ways import armed, needs_a_way, ways

# What may be answered when a step fails; 4xx never, as the request was fine.
REFUSALS = {500, 503, 507}
# Which errors each system call is given.
CALLS = {
    "write": ("EIO", "ENOSPC"), "pwrite64": ("EIO", "ENOSPC"), "fsync": ("EIO",), "fdatasync": ("EIO", "ENOSPC"),
    "rename": ("EIO", "ENOSPC", "EROFS"), "mkdir": ("ENOSPC", "EROFS", "EMFILE"), "unlink": ("EIO", "EROFS"),
    "openat": ("EMFILE", "EIO", "EROFS"),
}
DEEDS = ["create", "picture", "upload", "update", "delete", "undelete", "pictures", "delete_file", "create"]


def run(report, options, scratch):
    with two_at_once() as pool:
        try:
            in_process(report, options, scratch, pool)
        except Skip as reason:
            report.skip("error walk: failpoints", reason)
        try:
            require("strace")
            system_calls(report, options, scratch, pool)
        except Skip as reason:
            report.skip("error walk: system calls", reason)


def in_process(report, options, scratch, pool):
    probe = Site(options.martlet, scratch / "probe")
    probe.make_token()
    kill_walk.require_failpoints(probe)
    # Whatever happens behind COMMIT can't fail any more.
    points = [point for point in kill_walk.failpoints() if point != "database.committed"]
    most = 1 if options.quick else 12
    walks = [pool.submit(walk_point, options, scratch / point, point, most) for point in points]
    for point, done in zip(points, walks):
        report.case(f"error walk: {point}", *done.result())


def prepared(options, folder):
    """A site with some posts and files, and its journal; its server runs."""
    site, journal = Site(options.martlet, folder), Journal(folder.name)
    site.make_token()
    site.start()
    for deed in ("create", "picture", "pictures", "upload", "upload", "upload", "upload", "create", "create"):
        act(deed, site.client, journal, random)
    return site, journal


def walk_point(options, folder, point, most):
    """Arms the point for its first hit, its second and so on, until nothing is refused any more."""
    if not ways(point):
        return [wrong("no action leads there: see WAYS in ways.py")], 0
    if needs_a_way(point):
        return walk_ways(options, folder, point, most)
    site, journal = prepared(options, folder)
    findings, faults = [], 0
    try:
        for turn in range(1, most + 1):
            site.kill()
            refused = go(site, journal, armed(point, turn, "error"), findings, f"{options.seed} {turn}")
            faults += refused
            if refused == 0 or findings:
                break
    except DidNotStart as error:
        findings.append(wrong(str(error)))
    site.remove()
    return findings, faults


def walk_ways(options, folder, point, most):
    """The same where it takes a start, a command or the owner to get there."""
    findings, faults = [], 0
    for way in ways(point):
        name = f"error-{point}-{way.__name__}"
        site = Site(options.martlet, folder / name)
        action = way(site, Journal(name), random.Random(f"{options.seed} {name}"))
        site.make_token()
        try:
            site.start()
            action.prepare()
            for turn in range(1, min(most, way.turns) + 1):
                site.kill()
                failpoint = armed(point, turn, "error")
                action.meet(failpoint)
                faults += 1
                site.kill()
                site.start()
                found = kill_walk.look(action)
                findings += [one._replace(text=f"after {failpoint} {one.text}") for one in found]
        except (DidNotStart, Stop) as error:
            findings.append(wrong(f"{way.__name__}: {error}"))
        action.close()
        site.remove()
    return findings, faults


def go(site, journal, failpoint, findings, seed):
    """One run with an armed error; returns how many requests it cost, a start counting as one."""
    what = f"after {failpoint}"
    try:
        site.start(failpoint)
    except DidNotStart:
        # What fails at a start may end it, if the next one goes well.
        site.start()
        findings += check(site, journal)
        return 1
    refused = deeds(site, journal, findings, failpoint, seed)
    if not site.is_running:
        findings.append(wrong(f"{what} the server is not there: {site.said()}"))
    else:
        # The armed hit may be the first of these.
        last = [journal.create(site.client) for _ in range(2)][-1]
        if (last is None or last.status != 201) and not stops_writing(site):
            findings.append(wrong(f"{what} a post answers {last and last.status}"))
    site.kill()
    site.start()
    findings += [found._replace(text=f"{what} {found.text}") for found in check(site, journal)]
    return refused


def deeds(site, journal, findings, what, seed):
    """Does each thing once; returns how many were refused."""
    refused, choices = 0, random.Random(seed)
    for deed in DEEDS:
        answer = act(deed, site.client, journal, choices)
        if answer is None or answer.status >= 300:
            refused += 1
        if answer is not None and answer.status >= 300 and answer.status not in REFUSALS:
            findings.append(wrong(f"{what}: {deed} answers {answer.status} {answer.body[:200]}"))
    return refused


def stops_writing(site):
    """Whether the server says that it accepts no writes until it is started again."""
    answer = site.client.get(site.ready_path)
    return answer is not None and answer.status == 503


def system_calls(report, options, scratch, pool):
    """The errors that strace gives to a running server, its workers among it."""
    most = 1 if options.quick else 6
    cases = [(call, error, None) for call, errors in CALLS.items() for error in errors[: 1 if options.quick else None]]
    # The log's sync is COMMIT itself.
    cases += [(call, error, "-wal") for call in ("pwrite64", "fdatasync") for error in ("EIO", "ENOSPC")]
    walks = []
    for call, error, end in cases:
        name = f"{call} {error}" + (f" of {end}" if end else "")
        walks.append((name, pool.submit(walk_call, options, scratch / name.replace(" ", "-"), call, error, end, most)))
    for name, done in walks:
        report.case(f"error walk: {name}", *done.result())


def walk_call(options, folder, call, error, end, most):
    """Has the N-th call of each thread fail, for N from 1 until nothing is refused any more."""
    site, journal = prepared(options, folder)
    findings, faults, deaths = [], 0, 0
    # An error can swallow an answer.
    site.patience = 4
    try:
        for turn in range(1, most + 1):
            tracer = attach(site, call, error, turn, end)
            # Half a picture is refused, and what was received of it removed.
            site.client.multipart("/media", [], [("file", png(turn)[:1000], "image/png")])
            refused = deeds(site, journal, findings, f"{call} {error} {turn}", f"{options.seed} {turn}")
            deaths += not site.is_running
            site.kill()
            tracer.wait()
            injected = (site.folder / "trace").read_text(errors="replace").count("(INJECTED)")
            faults += injected
            site.start()
            found = check(site, journal)
            findings += [one._replace(text=f"after {call} {error} {turn} {one.text}") for one in found]
            if refused == 0 and injected == 0:
                break
    except DidNotStart as reason:
        findings.append(wrong(str(reason)))
    site.remove()
    return findings, faults, f"the server ended {deaths} times" if deaths else ""


def attach(site, call, error, turn, end):
    """Runs strace on the server; returns when it is there."""
    options = ["-f", "-q", "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={turn}"]
    if end:
        options += ["-P", f"{site.database}{end}"]
    tracer = subprocess.Popen(
        ["strace", *options, "-o", site.folder / "trace", "-p", str(site.process.pid)],
        stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )
    status = f"/proc/{site.process.pid}/status"
    for _ in range(500):
        with open(status, encoding="ascii", errors="replace") as file:
            if "TracerPid:\t0\n" not in file.read():
                time.sleep(0.05)
                return tracer
        if tracer.poll() is not None:
            raise Skip("strace may not look at other processes here")
        time.sleep(0.01)
    raise Skip("strace does not come up")
