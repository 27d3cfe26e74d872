"""What a client does on the way through failpoints; start_actions, owner_actions and ways belong to it."""

import signal

from pictures import png
from server import DidNotStart

# No action is done more often than this to reach a failpoint.
MOST_ACTIONS = 12


class Requests:
    """Actions of one client, on a site with a journal.

    `prepare` is done once, at a server that nothing disturbs; `act` as often as it takes to reach a failpoint, and the
    server may die meanwhile. `break_off` is all of that with a failpoint armed to kill, `meet` with one armed to fail.
    """

    starts_itself = needs_owner = False
    # For which of its hits a failpoint is armed: the first, or up to that one in turn.
    turns = 3

    def __init__(self, site, journal, random):
        self.site, self.journal, self.random = site, journal, random

    def prepare(self):
        for pictures in (0, 1, 2):
            self.journal.create(self.site.client, pictures)
        self.journal.upload(self.site.client)

    def act(self):
        raise NotImplementedError

    def break_off(self, failpoint):
        """Acts until the armed failpoint kills the server; whether it did. The start itself may reach it."""
        try:
            self.site.start(failpoint)
        except DidNotStart as error:
            return error.status == -signal.SIGKILL
        for _ in range(MOST_ACTIONS):
            if not self.site.is_running:
                break
            self.act()
        self.site.has_died(within=1)
        return self.site.was_killed()

    def meet(self, failpoint):
        """Acts as often as it takes for an armed error, which must not end the server."""
        self.site.start(failpoint)
        for _ in range(3):
            self.act()
        if not self.site.is_running:
            raise DidNotStart(f"{failpoint} ended the server: {self.site.said()}")

    def close(self):
        pass


class Create(Requests):
    def act(self):
        self.journal.create(self.site.client)


class CreateWithPictures(Requests):
    def act(self):
        self.journal.create(self.site.client, self.random.choice((1, 1, 2, 3)))


class Upload(Requests):
    def act(self):
        self.journal.upload(self.site.client)


class UploadEqual(Requests):
    """Files of the same bytes, some of which are deleted again."""

    def act(self):
        picture = png(self.journal.name)
        self.journal.upload(self.site.client, picture)
        self.journal.upload(self.site.client, picture)
        live = self.journal.live_files()
        if len(live) > 2:
            self.journal.delete_file(self.site.client, self.random.choice(live))


class Update(Requests):
    def act(self):
        self.journal.update(self.site.client, self.random.choice(self.journal.posts))


class Delete(Requests):
    def act(self):
        live = self.journal.live_posts()
        self.journal.delete(self.site.client, self.random.choice(live or self.journal.posts))
        if len(live) < 2:
            self.journal.create(self.site.client)


class Undelete(Requests):
    def act(self):
        post = self.random.choice(self.journal.posts)
        self.journal.delete(self.site.client, post)
        self.journal.undelete(self.site.client, post)


class DeleteFile(Requests):
    """Deletes a file; the job behind it removes what lies on the disk."""

    def act(self):
        live = self.journal.live_files()
        if live:
            self.journal.delete_file(self.site.client, self.random.choice(live))
        if len(live) < 2:
            self.journal.upload(self.site.client)


class DeletionJob(DeleteFile):
    """The same, and then waits until the server looks for jobs."""

    turns = 1

    def act(self):
        super().act()
        self.site.has_died(within=7)

    def meet(self, failpoint):
        self.site.start(failpoint)
        self.act()
