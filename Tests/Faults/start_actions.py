"""What a start of the server does by itself, as actions of the walks."""

import shutil
import signal
import sqlite3

from actions import Requests
from loopback import PictureHost
from server import RESOURCES, DidNotStart

FIXTURE = RESOURCES / "Tests/MartletTests/Fixtures/schema-1.sql"


class Start(Requests):
    """What a start of the server does by itself."""

    starts_itself = True

    def leave_work(self):
        pass

    def break_off(self, failpoint):
        self.leave_work()
        try:
            self.site.start(failpoint)
        except DidNotStart as error:
            return error.status == -signal.SIGKILL
        self.site.has_died(within=8)
        return self.site.was_killed()

    def meet(self, failpoint):
        """An error may end a start, in order; it must not keep the next one from going well."""
        self.leave_work()
        try:
            self.site.start(failpoint)
            self.site.has_died(within=1)
        except DidNotStart as error:
            if error.status is None or error.status < 0:
                raise


class StartWithUpload(Start):
    """A start that finds an upload which was broken off."""

    def leave_work(self):
        for number in range(3):
            folder = self.site.data / f"media/tmp/20200101000000_{self.random.getrandbits(128):032x}"
            folder.mkdir(parents=True)
            (folder / "original").write_bytes(bytes(number))


class StartWithStrays(Start):
    """A start that finds directories which no row names."""

    def leave_work(self):
        for _ in range(3):
            name = f"{self.random.getrandbits(128):032x}"
            folder = self.site.data / "media" / name[:2] / name
            folder.mkdir(parents=True)
            (folder / "original").write_bytes(b"x")


class StartWithDeletions(Start):
    """A start after files were deleted and the server was killed before it removed them."""

    def leave_work(self):
        self.site.start()
        while len(self.journal.live_files()) < 4:
            self.journal.upload(self.site.client)
        for url in self.journal.live_files()[:3]:
            self.journal.delete_file(self.site.client, url)
        self.site.kill()


class PictureByAddress(Start):
    """A post with a picture that lies elsewhere, which a job fetches; a start does it at once."""

    turns = 1

    def prepare(self):
        super().prepare()
        self.host = PictureHost(self.journal.name)

    def leave_work(self):
        self.site.start()
        self.journal.create(self.site.client, extra={"photo": [self.host.next_address()]})
        self.site.kill()

    def close(self):
        self.host.close()


class Remake(Start):
    """Pictures whose files a job makes anew; a start does it at once."""

    turns = 2

    def leave_work(self):
        self.site.start()
        for _ in range(2):
            self.journal.upload(self.site.client)
        self.site.kill()
        database = sqlite3.connect(self.site.database)
        with database:
            database.execute(
                """
                INSERT OR IGNORE INTO job (kind, payload, uniqueKey, createdAt, runAt)
                SELECT 'remake-media', json_object('file', id), 'remake ' || id, 1, 1 FROM storedFile
                WHERE kind = 'picture' AND deletedAt IS NULL ORDER BY id DESC LIMIT 2
                """
            )
        database.close()


class Migration(Start):
    """A start that finds the tables of the first release. Its pictures were never files."""

    turns = 2

    def leave_work(self):
        shutil.rmtree(self.site.data, ignore_errors=True)
        self.site.data.mkdir()
        database = sqlite3.connect(self.site.database)
        database.executescript(FIXTURE.read_text())
        self.paths = [row[0] for row in database.execute("SELECT path FROM entry WHERE deletedAt IS NULL")]
        database.close()
        self.journal.posts.clear()
        self.journal.files.clear()
