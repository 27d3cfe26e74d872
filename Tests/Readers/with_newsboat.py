"""Reads with newsboat (Debian): as a person does who opens it, with files of its own."""

import contextlib
import os
import pathlib
import shutil
import sqlite3
import subprocess

from entries import Entry
from habits import Habits


class Newsboat(Habits):
    formats = ("atom", "rss")
    keeps_order = False
    knows_old_dates = False
    keeps_entries = True

    def __init__(self, scratch):
        if not shutil.which("newsboat"):
            raise LookupError("newsboat")
        self._scratch = pathlib.Path(scratch, "newsboat")
        self._scratch.mkdir()
        self._folders = {}
        self.name = self._run(self._scratch, "--version").split(" - ")[0].lower()

    def read(self, url):
        """Reads a feed, or asks again: what is read again must not look new."""
        folder = self._folder(url)
        output = self._run(folder, "-q", "-x", "reload")
        if not (folder / "cache.db").exists():
            raise ValueError(f"newsboat has read nothing: {output}")
        with self._cache(url) as database:
            return [Entry(*row) for row in database.execute("SELECT guid, url, title, pubDate, content FROM rss_item")]

    def new_entries(self, url):
        """Asks again: the entries that are unread, when all were read."""
        with self._cache(url) as database, database:
            database.execute("UPDATE rss_item SET unread = 0")
        self.read(url)
        with self._cache(url) as database:
            return [row[0] for row in database.execute("SELECT guid FROM rss_item WHERE unread = 1")]

    def keeps_title(self, title, format):
        """An entry without a title gets one from the end of its address."""
        return bool(title)

    def _folder(self, url):
        """Of each feed its own: the cache forgets feeds that are subscribed to no more."""
        if url not in self._folders:
            folder = self._folders[url] = self._scratch / str(len(self._folders))
            folder.mkdir()
            (folder / "urls").write_text(url + "\n")
        return self._folders[url]

    def _cache(self, url):
        return contextlib.closing(sqlite3.connect(self._folder(url) / "cache.db"))

    def _run(self, folder, *options):
        files = ["-u", folder / "urls", "-C", folder / "config", "-c", folder / "cache.db"]
        (folder / "config").touch()
        done = subprocess.run(
            ["newsboat", *files, *options],
            # It makes folders below the home folder too.
            env=os.environ | {"HOME": str(folder)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        if done.returncode:
            raise ValueError(f"newsboat ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout
