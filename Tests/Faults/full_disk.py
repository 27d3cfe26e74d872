"""Lets the disk become full, of bytes or of files, and makes room again while the server runs."""

import os

from check import check
from disks import Disk, memory_disk, mounted
from journal import Journal
from report import Skip, wrong
from server import Site

READS = ["/", "/feed.atom", "/micropub?q=config"]
# So many requests are tried until the disk is full, and again when there is room.
MOST = 400


def run(report, options, scratch):
    for name, case in {"full disk: ext4": small_disk, "full disk: no inodes": few_inodes}.items():
        try:
            findings, faults, note = case(options, scratch / name.split()[-1])
        except Skip as reason:
            report.skip(name, reason)
            continue
        report.case(name, findings, faults, note)


def small_disk(options, scratch):
    disk = Disk(scratch / "disk.img", "ext4", megabytes=64)
    with mounted(disk):
        site = Site(options.martlet, scratch / "site", data=disk.folder / "data")
        return starve(site, lambda: [disk.fill(leaving=600_000)], lambda site, journal: journal.create(site.client))


def few_inodes(options, scratch):
    with memory_disk(scratch / "few", "size=128m", "nr_inodes=400") as folder:
        site = Site(options.martlet, scratch / "site", data=folder / "data")
        return starve(site, lambda: touch_files(folder, leaving=12), lambda site, journal: journal.upload(site.client))


def touch_files(folder, leaving):
    paths = [folder / f"filler-{number}" for number in range(os.statvfs(folder).f_favail - leaving)]
    for path in paths:
        path.touch()
    return paths


def starve(site, fill, write):
    """Findings, how many writes were refused, and a note.

    - fill: takes most of the room that is left; returns the files that do.
    - write: one of the writes that this shortage must end in 507.
    """
    journal, findings, refused = Journal("full"), [], 0
    site.make_token()
    site.start()
    try:
        journal.create(site.client, 2)
        for round in (1, 2):
            fillers = fill()
            refusal = refusal_of(site, journal, write)
            if refusal != 507:
                findings.append(wrong(f"round {round}: a write on the full disk answers {refusal}"))
            statuses = [status(write(site, journal)) for _ in range(5)]
            refused += statuses.count(507)
            if set(statuses) - {201, 507}:
                findings.append(wrong(f"round {round}: further writes answer {statuses}"))
            reads = {path: status(site.client.get(path)) for path in [*READS, journal.posts[0].url]}
            findings += [wrong(f"full, {path} answers {found}") for path, found in reads.items() if found != 200]
            for filler in fillers:
                filler.unlink()
            again = [status(write(site, journal)), status(journal.create(site.client, 1))]
            if again != [201, 201]:
                findings.append(wrong(f"round {round}: with room again, writes answer {again}"))
            findings += check(site, journal)
        site.kill()
        site.start()
        findings += check(site, journal)
    finally:
        site.kill()
    return findings, refused, f"{len(journal.posts)} posts, {len(journal.files)} files"


def refusal_of(site, journal, write):
    """The first answer that isn't a success."""
    for _ in range(MOST):
        found = status(write(site, journal))
        if found != 201:
            return found
    return "never anything but 201"


def status(answer):
    return answer and answer.status
