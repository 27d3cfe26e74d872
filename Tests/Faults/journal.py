"""What a client did, and what the server acknowledged of it."""

import itertools
import threading

from client import succeeded
from pictures import png

LIVE, GONE = "live", "gone"


class Post:
    """A post that was acknowledged. What was asked and not answered may have happened or not."""

    def __init__(self, url, text, has_picture):
        self.url, self.has_picture = url, has_picture
        self.texts, self.states = {text}, {LIVE}

    @property
    def is_surely_live(self):
        return self.states == {LIVE}


class Journal:
    """Posts, files and tokens that must be there, and the actions that make more of them.

    Each action returns the answer, or None where there was none. Several threads may act, each on posts of its own.

    - name: a word that makes texts and pictures differ from those of other journals.
    """

    def __init__(self, name):
        self.name = name
        self.posts, self.files, self.tokens = [], {}, []
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def number(self):
        with self._lock:
            return f"{self.name}-{next(self._numbers)}"

    def create(self, client, pictures=0, extra=None):
        text = f"fault {self.number()} end"
        if pictures:
            files = [("photo[]" if pictures > 1 else "photo", png(self.number()), "image/png") for _ in range(pictures)]
            answer = client.multipart("/micropub", [("h", "entry"), ("content", text)], files)
        else:
            properties = {"content": [text], **(extra or {})}
            answer = client.json({"type": ["h-entry"], "properties": properties})
        if answer is not None and answer.status in (201, 202):
            self.posts.append(Post(answer.headers["Location"], text, pictures > 0))
        return answer

    def update(self, client, post):
        text = f"fault {self.number()} end"
        post.texts.add(text)
        answer = client.json({"action": "update", "url": post.url, "replace": {"content": [text]}})
        if succeeded(answer):
            post.texts = {text}
        return answer

    def delete(self, client, post):
        return self._change_state(client, post, "delete", GONE)

    def undelete(self, client, post):
        return self._change_state(client, post, "undelete", LIVE)

    def _change_state(self, client, post, action, state):
        post.states.add(state)
        answer = client.json({"action": action, "url": post.url})
        if succeeded(answer):
            post.states = {state}
        return answer

    def upload(self, client, picture=None):
        """Uploads a picture that nobody has, unless bytes are given."""
        answer = client.multipart("/media", [], [("file", picture or png(self.number()), "image/png")])
        if answer is not None and answer.status == 201:
            self.files[answer.headers["Location"]] = {LIVE}
        return answer

    def delete_file(self, client, url):
        self.files[url].add(GONE)
        answer = client.form("/media", action="delete", url=url)
        if succeeded(answer):
            self.files[url] = {GONE}
        return answer

    def live_posts(self):
        return [post for post in list(self.posts) if post.is_surely_live]

    def live_files(self):
        return [url for url, states in list(self.files.items()) if states == {LIVE}]
