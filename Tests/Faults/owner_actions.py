"""What the owner does, as actions of the walks: tokens, and links to files."""

import http.client
import re
import signal

from actions import Requests
from browser import Browser
from checks import Stop
from journal import GONE
from owner import Owner
from server import BASE, SCOPE
from token_client import Listener, TokenClient
from wire import Wire

PASSPHRASE = "four odd birds at sea"


class TokenByCommand(Requests):
    """Commands make no use of a running server, so the failpoint is armed for the command."""

    starts_itself = True
    turns = 1

    def break_off(self, failpoint):
        done = self.site.command("token", "create", "--scope", SCOPE, "--name", "made", failpoint=failpoint)
        if done.returncode == 0:
            self.journal.tokens.append(done.stdout.strip())
        return done.returncode == -signal.SIGKILL

    def meet(self, failpoint):
        self.break_off(failpoint)


class OwnersRequests(Requests):
    """The owner is signed in, in a browser."""

    needs_owner = True

    def prepare(self):
        super().prepare()
        self.addresses = {"martlet.example": ("127.0.0.1", self.site.port)}
        self.owner = Owner(Browser(self.addresses), BASE, PASSPHRASE)
        link = re.search(r"^ +(http\S+/admin/setup\?\S+)$", self.site.printed(), re.MULTILINE)
        self.owner.set_up(link[1])
        # Once with nothing armed, so that whatever is wrong with the way itself is told.
        self.walk()

    def act(self):
        self.addresses["martlet.example"] = ("127.0.0.1", self.site.port)
        try:
            self.walk()
        # Whatever breaks off was never acknowledged.
        except (OSError, Stop, KeyError, TypeError, StopIteration, http.client.HTTPException):
            pass

    def walk(self):
        raise NotImplementedError


class SignIn(OwnersRequests):
    """A client gets a token by the owner's consent, and has it renewed."""

    def prepare(self):
        self.listener = Listener()
        self.listener.__enter__()
        super().prepare()

    def walk(self):
        client = TokenClient(Wire(self.addresses), self.listener)
        client.discover(BASE + "/")
        page = self.owner.browser.open(client.authorization_request("create update"))
        answer = client.answer(self.owner.decide(page, "allow", scope=["create"], expiry=["day"]).url)
        token = client.redeem(answer["code"]).json
        # Renewing may end it before it is answered, so only what comes of that must be there.
        renewed = client.refresh(token["refresh_token"]).json
        self.journal.tokens.append(renewed["access_token"])

    def close(self):
        self.listener.__exit__()


class Share(OwnersRequests):
    """Somebody opens a link that opens once and takes its file with it."""

    def walk(self):
        uploaded = self.journal.upload(self.site.client)
        if uploaded is None or uploaded.status != 201:
            raise Stop("nothing to share")
        url = uploaded.headers["Location"]
        page = self.owner.browser.open(BASE + "/admin/media")
        # The newest file comes first.
        action = re.search(r'action="[^"]*(/admin/media/\d+/share)"', page.text)[1]
        made = self.owner.browser.submit(page, action, {"destroy": ["1"]})
        secret = re.search(r"/share/([\w-]+)", made.text)[1]
        visitor = Browser(self.addresses)
        door = visitor.open(f"{BASE}/share/{secret}")
        self.journal.files[url].add(GONE)
        opened = visitor.submit(door, f"/share/{secret}")
        if opened.status == 200:
            self.journal.files[url] = {GONE}
