"""Reads with rss2email (Debian), which sends each entry as a mail; here into a folder."""

import email
import email.policy
import email.utils
import os
import pathlib
import re
import shutil
import subprocess

from entries import Entry
from habits import Habits

CONFIG = """[DEFAULT]
from = feeds@reader.example
to = somebody@reader.example
email-protocol = maildir
maildir-path = {folder}/mail
maildir-mailbox = inbox
date-header = True
html-mail = True
use-8bit = True
trust-guid = True
trust-link = False
"""


class RSS2Email(Habits):
    formats = ("atom", "rss")
    keeps_order = False
    sees_changes = False
    keeps_entries = True

    def __init__(self, scratch):
        if not shutil.which("r2e"):
            raise LookupError("rss2email")
        self._folder = pathlib.Path(scratch, "rss2email")
        for name in ("tmp", "new", "cur"):
            (self._folder / "mail" / "inbox" / name).mkdir(parents=True)
        (self._folder / "config").write_text(CONFIG.format(folder=self._folder))
        self._feeds = {}
        self.name = self._run("--version").strip().replace("r2e", "rss2email")

    def read(self, url):
        """All mails of a feed, those of earlier times among them."""
        if url not in self._feeds:
            self._feeds[url] = f"feed{len(self._feeds)}"
            self._run("add", self._feeds[url], url)
        # The number that the feed has among those of the reader.
        self._run("run", str(list(self._feeds).index(url)))
        return self._mails(url)

    def _mails(self, url):
        mails = [self._entry(path) for path in (self._folder / "mail" / "inbox" / "new").iterdir()]
        return [entry for feed, entry in mails if feed == url]

    def new_entries(self, url):
        """Asks again: the entries of the mails that come of it."""
        before = [entry.id for entry in self._mails(url)]
        ids = [entry.id for entry in self.read(url)]
        for id in before:
            ids.remove(id)
        return ids

    def keeps_title(self, title, format):
        """An entry without a title gets the first words of its content; in RSS markup in titles is taken for such."""
        return format == "atom" or bool(title) and not {"<", "&"} & set(title)

    def body(self, entry):
        """Before the content stands the title, and the address behind."""
        return re.search(r'<div id="body">\n(.*)</div>\n<div class="footer">', entry.content, re.DOTALL)[1]

    def _entry(self, path):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        return mail["X-RSS-Feed"], Entry(
            id=mail["X-RSS-ID"],
            link=mail["X-RSS-URL"],
            title=mail["Subject"],
            published=int(email.utils.parsedate_to_datetime(mail["Date"]).timestamp()),
            content=mail.get_body(("html", "plain")).get_content(),
        )

    def _run(self, *arguments):
        folder = str(self._folder)
        done = subprocess.run(
            ["r2e", "-c", folder + "/config", "-d", folder + "/data.json", *arguments],
            env=os.environ | {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if done.returncode:
            raise ValueError(f"r2e {' '.join(arguments)} ended with {done.returncode}: {done.stderr[-500:]}")
        return done.stdout
