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
        self._folder = pathlib.Path(scratch, "newsboat")
        self._folder.mkdir()
        (self._folder / "config").touch()
        self.name = self._run("--version").stdout.split(" - ")[0].lower()

    def read(self, url):
        """Reads a feed once more: what is asked for a second time is asked with a condition, and mustn't look new."""
        (self._folder / "urls").write_text(url + "\n")
        done = self._run("-q", "-x", "reload")
        if done.returncode or not (self._folder / "cache.db").exists():
            raise ValueError(f"newsboat ended with {done.returncode}: {done.stdout}{done.stderr}")
        return [Entry(*row) for row in self._rows("guid, url, title, pubDate, content", url)]

    def keeps_title(self, title, format):
        """An entry without a title gets one from the end of its address."""
        return bool(title)

    def new_entries(self, url):
        """Asks again, and reads what is new."""
        with contextlib.closing(sqlite3.connect(self._folder / "cache.db")) as database, database:
            database.execute("UPDATE rss_item SET unread = 0 WHERE feedurl = ?", [url])
        self.read(url)
        return [row[0] for row in self._rows("guid", url, "AND unread = 1")]

    def _rows(self, columns, url, condition=""):
        with contextlib.closing(sqlite3.connect(self._folder / "cache.db")) as database:
            query = f"SELECT {columns} FROM rss_item WHERE deleted = 0 AND feedurl = ? {condition}"
            return database.execute(query, [url]).fetchall()

    def _run(self, *options):
        folder = str(self._folder)
        files = ["-u", folder + "/urls", "-C", folder + "/config", "-c", folder + "/cache.db"]
        # It makes folders below the home folder too.
        return subprocess.run(
            ["newsboat", *files, *options],
            env=os.environ | {"HOME": folder},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
