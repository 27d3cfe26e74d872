"""Uploads pictures that are made to do harm, and looks at what is served of those that are taken."""

import json
import subprocess
import time

import hostile_makers
from check import check
from disks import require
from journal import Journal
from report import wrong
from server import Site

# Seconds for one answer, and for a worker to be gone after it.
MOST_SECONDS, MOST_AFTER = 5, 2
# What a served file may tell of itself: how it is built and which colours are meant.
HARMLESS = {"ExifTool", "System", "File", "JFIF", "ICC_Profile", "ICC-header", "ICC-view", "ICC-meas", "RIFF", "GIF",
            "PNG", "PNG-pHYs", "Composite", "Meta", "Track1", "QuickTime", "Adobe", "VP8", "VP8L"}
TELLTALE = {"Comment", "Author", "Title", "Description", "Copyright", "Software", "UserComment", "ModifyDate"}


def run(report, options, scratch):
    require("vips", "exiftool")
    site = Site(options.martlet, scratch / "site")
    site.make_token()
    site.start()
    journal = Journal("hostile")
    try:
        found = hostile_makers.samples(scratch)
        groups = {
            "bombs": hostile_makers.bombs(scratch),
            "truncations": hostile_makers.truncations(found),
            "damage": hostile_makers.damaged(found, options.seed),
            "polyglots and lies": hostile_makers.liars(found),
            "metadata": hostile_makers.with_metadata(scratch, found),
        }
        for name, pictures in groups.items():
            every = 4 if options.quick and name in ("truncations", "damage", "metadata") else 1
            chosen = list(pictures)[::every]
            findings, note = send(site, journal, chosen)
            report.case(f"hostile pictures: {name}", findings + check(site, journal), len(chosen), note)
        served = [path for path in (site.data / "media").glob("??/*/*") if path.name not in ("original", "full.bin")]
        report.case("hostile pictures: what is served", tell_tales(served), len(served), "files")
        others = [url for url in journal.files if url.endswith(".bin")]
        findings = [finding for url in others for finding in look_at_download(url, site.client.get(url))]
        report.case("hostile pictures: what is no picture", findings, len(others), "files")
    finally:
        site.remove()


def send(site, journal, pictures):
    findings, taken, slowest = [], 0, 0
    for name, data, kind in pictures:
        begun = time.monotonic()
        answer = site.client.multipart("/media", [], [("file", data, kind)])
        seconds = time.monotonic() - begun
        slowest = max(slowest, seconds)
        if answer is None or answer.status != 201 and not 400 <= answer.status < 500:
            findings.append(wrong(f"{name} is answered {answer and answer.status}"))
        elif answer.status == 201:
            taken += 1
            journal.files[answer.headers["Location"]] = {"live"}
        if seconds > MOST_SECONDS:
            findings.append(wrong(f"{name} takes {seconds:.1f} s"))
        if not site.is_running:
            findings.append(wrong(f"{name} ends the server: {site.said()}"))
            site.start()
        end = time.monotonic() + MOST_AFTER
        while site.workers() and time.monotonic() < end:
            time.sleep(0.02)
        if site.workers():
            findings.append(wrong(f"{name} leaves a worker running"))
    return findings, f"{taken} taken, slowest answer {slowest:.1f} s"


def look_at_download(url, answer):
    """A file that is kept as it came may only be a download: no browser must run what it could be."""
    headers = {} if answer is None else answer.headers
    wanted = {
        "Content-Type": "application/octet-stream", "Content-Disposition": "attachment",
        "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox",
    }
    missing = [name for name, value in wanted.items() if value not in headers.get(name, "")]
    return [wrong(f"{url} has {headers.get(name)!r} for {name}") for name in missing]


def tell_tales(files):
    """What the files say that they should not."""
    findings = []
    for start in range(0, len(files), 200):
        some = [str(path) for path in files[start : start + 200]]
        done = subprocess.run(["exiftool", "-j", "-G1", "-a", *some], check=False, capture_output=True)
        for told in json.loads(done.stdout or b"[]"):
            for key in told:
                group, _, name = key.rpartition(":")
                if group and (group not in HARMLESS and not group.startswith("ICC") or name in TELLTALE):
                    findings.append(wrong(f"{told['SourceFile']} tells {key}: {str(told[key])[:60]}"))
    secret = hostile_makers.SECRET.encode()
    return findings + [wrong(f"{path} has the secret text") for path in files if secret in path.read_bytes()]
