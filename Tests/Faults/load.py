"""Several clients at once, each doing this and that."""

import random
import threading

from client import Client

# How often each is done, compared to the others.
MIX = {"create": 8, "picture": 3, "pictures": 1, "upload": 3, "update": 4, "delete": 2, "undelete": 1, "delete_file": 2}


class Load:
    """Acts on a site in threads until it is stopped, or until requests get no answer any more.

    - journals: one for each client.
    """

    def __init__(self, site, journals, seed, mix=None):
        self._end = threading.Event()
        self._mix = mix or MIX
        self._threads = [
            threading.Thread(target=self._act, args=(Client(site, site.token), journal, f"{seed} {journal.name}"))
            for journal in journals
        ]
        for thread in self._threads:
            thread.start()

    def stop(self):
        self._end.set()
        self.wait()

    def wait(self):
        for thread in self._threads:
            thread.join()

    def _act(self, client, journal, seed):
        choices = random.Random(seed)
        deeds, weights = zip(*self._mix.items())
        while not self._end.is_set():
            if act(choices.choices(deeds, weights)[0], client, journal, choices) is None:
                return


def act(deed, client, journal, choices):
    """Does one thing; the answer, or None when none came."""
    posts, files = journal.live_posts(), journal.live_files()
    if deed == "picture":
        return journal.create(client, 1)
    if deed == "pictures":
        return journal.create(client, 3)
    if deed == "upload":
        return journal.upload(client)
    if deed == "update" and posts:
        return journal.update(client, choices.choice(posts))
    if deed == "delete" and len(posts) > 3:
        return journal.delete(client, choices.choice(posts))
    if deed == "undelete" and posts:
        return journal.undelete(client, choices.choice(journal.posts))
    if deed == "delete_file" and len(files) > 3:
        return journal.delete_file(client, choices.choice(files))
    return journal.create(client)
