"""Reads with sfeed (Debian), which writes a line of fields for each entry."""

import re
import shutil
import subprocess

from entries import Entry
from fetching import fetch
from habits import Habits


class Sfeed(Habits):
    name = "sfeed"
    formats = ("atom", "rss")
    decodes_titles = False

    def __init__(self):
        if not shutil.which("sfeed"):
            raise LookupError("sfeed")

    def read(self, url):
        """It keeps one enclosure of an entry, and no type or length of it."""
        done = subprocess.run(["sfeed"], input=fetch(url).body, capture_output=True, timeout=60, check=False)
        if done.returncode:
            raise ValueError(f"sfeed ended with {done.returncode}: {done.stderr.decode()}")
        return [self._entry(line.split("\t")) for line in done.stdout.decode().split("\n")[:-1]]

    def _entry(self, fields):
        time, title, link, content, _, id, _, _, categories = fields
        return Entry(
            id=id,
            link=link,
            title=title,
            published=int(time or 0),
            content=re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), content),
            categories=categories.split("|") if categories else [],
        )
