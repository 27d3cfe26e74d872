"""Kills the server at random moments of a mixed load; one data directory over all rounds."""

import random
import time

from check import check, check_answers
from journal import Journal
from load import Load
from report import lost
from server import DidNotStart, Site

CLIENTS = 4
# How many posts and files of earlier rounds are asked for after each.
OLD = 40


def run(report, options, scratch):
    site = Site(options.martlet, scratch / "site")
    site.make_token()
    site.start()
    choices = random.Random(f"{options.seed} random kills")
    journals = [Journal(f"kills-{number}") for number in range(CLIENTS)]
    findings, rounds = [], 6 if options.quick else 60
    try:
        for turn in range(rounds):
            before = {journal.name: (len(journal.posts), len(journal.files)) for journal in journals}
            load = Load(site, journals, f"{options.seed} {turn}")
            time.sleep(choices.uniform(0.05, 1.2))
            site.kill()
            load.wait()
            site.start()
            findings += look(site, journals, before, choices)
        for journal in journals:
            findings += check(site, journal)
    except DidNotStart as error:
        findings.append(lost(f"the site: {error}"))
    posts = sum(len(journal.posts) for journal in journals)
    files = sum(len(journal.files) for journal in journals)
    report.case("random kills", findings, rounds, f"{posts} posts, {files} files, slowest start {site.slowest:.1f} s")
    site.remove()


def look(site, journals, before, choices):
    """Everything of this round, and some of what was there before."""
    findings = check(site)
    for journal in journals:
        posts, files = (
            items[old:] + choices.sample(items[:old], min(OLD, old))
            for items, old in zip((journal.posts, list(journal.files)), before[journal.name])
        )
        findings += check_answers(site, journal, posts, files)
    return findings
