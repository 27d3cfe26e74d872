"""Cuts the file system off from its disk while the server writes, and looks at what the disk then holds."""

import random
import time

from check import check
from disks import Disk
from journal import Journal
from load import Load
from report import Skip, lost
from server import DidNotStart, Site

# A log of about this size is checkpointed and then written from its beginning again. Until then each commit makes the
# file longer, and a file system that notes the new length notes more than was asked for.
LOG_BYTES = 4_000_000


def run(report, options, scratch):
    for kind in ("ext4", "xfs"):
        try:
            cuts = Cuts(options, scratch / kind, kind)
            findings = cuts.go(3 if options.quick else 25)
        except Skip as reason:
            report.skip(f"power cut: {kind}", reason)
            continue
        report.case(f"power cut: {kind}", findings, cuts.done, cuts.note)


class Cuts:
    """Rounds of writing, power cut and look; one disk over all of them.

    - start: more for `Site.start`, at the servers whose power is cut.
    """

    def __init__(self, options, scratch, kind, **start):
        self.disk = Disk(scratch / "disk.img", kind)
        self.site = Site(options.martlet, scratch / "site", data=self.disk.folder / "data")
        self.journals = [Journal(f"cut-{kind}-{number}") for number in range(3)]
        self.choices = random.Random(f"{options.seed} power cut {kind}")
        self.done, self._start = 0, start

    @property
    def note(self):
        posts, files = (sum(len(items) for items in found) for found in (
            [journal.posts for journal in self.journals], [journal.files for journal in self.journals]))
        return f"{posts} posts, {files} files"

    def go(self, rounds, until_lost=False):
        """What was found after so many cuts; with `until_lost` no more of them than it takes to lose something."""
        findings = []
        self.disk.mount()
        try:
            self.site.make_token()
            for turn in range(rounds):
                self.site.start(**self._start)
                self._fill_log()
                self._write_and_cut(turn)
                self.disk.unmount()
                self.done += 1
                self.disk.mount()
                findings += self._look()
                if until_lost and findings:
                    break
        finally:
            self.site.kill()
            self.disk.unmount()
        return findings

    def _fill_log(self):
        log = self.site.database.with_name(self.site.database.name + "-wal")
        most, more = 200, 4
        while most > 0 and more > 0:
            answer = self.site.client.json({"type": ["h-entry"], "properties": {"content": [self._much_text()]}})
            if answer is None or answer.status not in (201, 202):
                raise OSError(f"a long post answers {answer and answer.status}")
            most -= 1
            more -= log.stat().st_size >= LOG_BYTES

    def _much_text(self):
        return f"{self.choices.random()} " + "much " * 12_000

    def _write_and_cut(self, turn):
        """Either some requests one after the other, with the cut right behind the last answer, or many at once."""
        if turn % 2 == 0:
            for _ in range(self.choices.randint(1, 4)):
                self.journals[0].create(self.site.client, self.choices.choice((0, 1)))
            self.journals[0].upload(self.site.client)
            self._cut()
        else:
            load = Load(self.site, self.journals, turn)
            time.sleep(self.choices.uniform(0.2, 1.2))
            self._cut()
            load.wait()

    def _cut(self):
        self.disk.shut_down()
        self.site.kill()

    def _look(self):
        try:
            self.site.start()
        except DidNotStart as error:
            return [lost(f"the whole site: {error}")]
        findings = [finding for journal in self.journals for finding in check(self.site, journal)]
        self.site.kill()
        return findings
