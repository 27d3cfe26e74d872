"""What must hold of a site after anything that happened to it."""

import hashlib
import re
import sqlite3
import time

from client import Client
from journal import GONE, LIVE
from media_tables import stored_pictures
from report import lost, orphan, wrong


def connect(site):
    return sqlite3.connect(f"file:{site.database}?mode=ro", uri=True, timeout=10)


def check(site, journal=None, files=True):
    """All that speaks against a site whose server runs and has nothing under way.

    - journal: what was acknowledged; None asks for none of it.
    - files: whether the rows of pictures have files at all.
    """
    findings = check_database(site)
    if files:
        findings += check_media(site)
    if journal is not None:
        findings += check_answers(site, journal, journal.posts, list(journal.files))
    return findings


def check_database(site):
    database = connect(site)
    try:
        damage = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
        damage += [f"{row[0]} {row[1]} refers to nothing" for row in database.execute("PRAGMA foreign_key_check")]
        return [wrong(f"database: {text}") for text in damage]
    except sqlite3.Error as error:
        return [wrong(f"database: {error}")]
    finally:
        database.close()


def check_media(site, patience=8):
    """Rows against files, both ways, with the bytes of every file.

    A job may be about to fetch a picture, to remove one or to make one anew: for that many seconds rows and files may differ.
    """
    end = time.monotonic() + patience
    while True:
        findings = compare_media(site)
        if not findings or time.monotonic() > end:
            return findings
        time.sleep(0.3)


def compare_media(site):
    media = site.data / "media"
    uploads = [path for path in (media / "tmp").glob("*")]
    shards = [path for path in media.iterdir() if path.name != "tmp"]
    there = {path for shard in shards if shard.is_dir() for path in shard.iterdir()}
    database = connect(site)
    try:
        pictures, bare = stored_pictures(database)
    finally:
        database.close()
    findings = [orphan(f"an upload that nobody finishes: {path}") for path in uploads]
    findings += [orphan(f"no directory of pictures: {path}") for path in shards if not is_shard(path)]
    findings += [lost("a picture without files in its rows")] * bare
    for picture in pictures:
        there.discard(media / picture.directory)
        # The files of a deleted picture go when they go.
        if not picture.deleted:
            findings += check_files(media / picture.directory, picture)
    return findings + [orphan(f"no row for {path}") for path in sorted(there)]


def is_shard(path):
    return path.is_dir() and re.fullmatch("[0-9a-f]{2}", path.name) is not None


def check_files(directory, picture):
    findings = [lost(f"marked as missing: {directory}")] if picture.missing else []
    for name, (size, digest) in picture.files.items():
        try:
            data = (directory / name).read_bytes()
        except OSError as error:
            findings.append(lost(f"{directory}/{name}: {error.strerror}"))
            continue
        if len(data) != size or hashlib.sha256(data).digest() != digest:
            findings.append(lost(f"{directory}/{name} is not the file of its row"))
    try:
        more = {path.name for path in directory.iterdir()} - picture.files.keys()
    except OSError:
        more = ()
    return findings + [orphan(f"{directory}/{name} is in no row") for name in more]


def check_answers(site, journal, posts, files):
    """What was acknowledged is there; what was not is settled as it is found to be."""
    client = Client(site)
    findings = [finding for post in posts for finding in check_post(client, post)]
    for url in files:
        findings += check_state(client.get(url), url, journal.files[url])
    for token in journal.tokens:
        answer = Client(site, token).get("/micropub?q=config")
        if answer is None or answer.status != 200:
            findings.append(lost(f"a token answers {answer and answer.status}"))
    return findings


def check_post(client, post):
    answer = client.get(post.url)
    findings = check_state(answer, post.url, post.states)
    if findings or answer.status != 200:
        return findings
    page = answer.body.decode(errors="replace")
    found = {text for text in post.texts if text in page}
    if not found:
        return [lost(f"{post.url} has none of {sorted(post.texts)}")]
    post.texts = found
    if post.has_picture:
        pictures = re.findall(r'/media/[0-9a-f]{32}/[a-z0-9.]+', page)
        if not pictures:
            return [lost(f"{post.url} shows no picture")]
        shown = client.get(pictures[0])
        if shown is None or shown.status != 200:
            return [lost(f"{pictures[0]} of {post.url} answers {shown and shown.status}")]
    return []


def check_state(answer, url, states):
    """Whether a page or file is there or gone, as it must be; what was open is decided from now on."""
    found = {200: LIVE, 410: GONE}.get(answer and answer.status)
    if found not in states:
        return [lost(f"{url} answers {answer and answer.status}, and is {' or '.join(sorted(states))}")]
    states &= {found}
    return []
