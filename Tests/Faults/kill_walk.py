"""Kills the server at every failpoint, round after round, on one data directory for each action."""

import random
import re

from check import check
from checks import Stop
from journal import Journal
from parallel import two_at_once
from report import Skip, wrong
from server import RESOURCES, DidNotStart, Site
from start_actions import Migration
from ways import armed, ways

SOURCE = RESOURCES / "Sources/Martlet/Database/Failpoint.swift"


def failpoints():
    """The names, as the program's source has them: a new one is walked by itself."""
    return re.findall(r'^ +case \w+ = "([a-z]+\.[a-z-]+)"$', SOURCE.read_text(), re.MULTILINE)


def require_failpoints(site):
    """A build that knows failpoints doesn't start when one is named that isn't there."""
    try:
        site.start("no.such-point:kill")
        site.client.json({"type": ["h-entry"], "properties": {"content": ["x"]}})
        died = site.has_died(within=1)
    except DidNotStart:
        died = True
    site.kill()
    if not died:
        raise Skip("this build of the program has no failpoints")


def run(report, options, scratch):
    site = Site(options.martlet, scratch / "probe")
    site.make_token()
    require_failpoints(site)
    site.remove()
    with two_at_once() as pool:
        walks = [pool.submit(walk, options, scratch / point, point) for point in failpoints()]
        for point, done in zip(failpoints(), walks):
            findings, faults, slowest = done.result()
            report.case(f"kill walk: {point}", findings, faults, f"slowest start {slowest:.1f} s")


def walk(options, scratch, point):
    """Findings, how often the server was killed, and how long the slowest start took."""
    chosen = ways(point)[: options.rounds]
    if not chosen:
        return [wrong("no action leads there: see WAYS in ways.py")], 0, 0
    findings, faults, slowest = [], 0, 0
    rounds = -(-options.rounds // len(chosen))
    for way in chosen:
        name = f"{point}-{way.__name__}"
        site = Site(options.martlet, scratch / name)
        action = way(site, Journal(name), random.Random(f"{options.seed} {name}"))
        try:
            found, killed = go(action, point, rounds)
            findings += found
            faults += killed
        except (DidNotStart, Stop) as error:
            findings.append(wrong(f"{way.__name__}: {error}"))
        finally:
            slowest = max(slowest, site.slowest)
            action.close()
            site.remove()
    return findings, faults, slowest


def go(action, point, rounds):
    site, findings, killed = action.site, [], 0
    site.make_token()
    site.start()
    action.prepare()
    for turn in range(rounds):
        site.kill()
        failpoint = armed(point, 1 + turn % action.turns, "kill")
        if action.break_off(failpoint):
            killed += 1
        else:
            findings.append(wrong(f"{type(action).__name__} does not reach {failpoint}"))
        site.kill()
        site.start()
        findings += [found._replace(text=f"after {failpoint} {found.text}") for found in look(action)]
    return findings, killed


def look(action):
    if isinstance(action, Migration):
        answers = {path: action.site.client.get(path) for path in action.paths}
        found = [wrong(f"no {path}") for path, answer in answers.items() if not answer or answer.status != 200]
        return found + check(action.site, action.journal, files=False)
    return check(action.site, action.journal)
