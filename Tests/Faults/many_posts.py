"""How soon a large site is ready, after a stop and after a kill."""

import shutil
import sqlite3

from check import check, connect
from journal import Journal
from media_tables import copy_pictures, copy_row
from report import wrong
from server import Site

POSTS, FILES = 10_000, 5_000
MOST_SECONDS = 2


def run(report, options, scratch):
    site = Site(options.martlet, scratch / "site")
    journal = Journal("many")
    try:
        fill(site, journal)
        times, findings = [], []
        for _ in range(3):
            times.append(site.start())
            journal.create(site.client, 1)
            findings += check(site, journal)
            site.kill()
        if max(times) > MOST_SECONDS:
            findings.append(wrong(f"ready after {max(times):.2f} s"))
        counts = count(site)
        report.case("many posts", findings, len(times), f"{counts}, ready after at most {max(times):.2f} s")
    finally:
        site.remove()


def fill(site, journal):
    site.make_token()
    if "--posts" in site.command("seed", "--help").stdout:
        site.command("seed", "--posts", str(POSTS), "--photos", str(FILES // 4), within=600)
        return
    site.start()
    journal.create(site.client, 1)
    site.stop()
    shutil.rmtree(site.data / "media/tmp", ignore_errors=True)
    database = sqlite3.connect(site.database)
    first = database.execute("SELECT min(id) FROM entry").fetchone()[0]
    for number in range(POSTS):
        slug = f"copy-{number}"
        copy_row(
            database, "entry", "id = ?", first, id=None, slug=slug, slugBase=slug, slugNumber=0, path=f"/notes/{slug}"
        )
    media = site.data / "media"
    while (done := sum(1 for _ in media.glob("*/*/*"))) < FILES:
        per_picture = done
        copy_pictures(database, media, -(-(FILES - done) // per_picture))
    database.commit()
    database.close()


def count(site):
    database = connect(site)
    try:
        posts = database.execute("SELECT count(*) FROM entry").fetchone()[0]
    finally:
        database.close()
    return f"{posts} posts, {sum(1 for _ in (site.data / 'media').glob('*/*/*'))} files"
