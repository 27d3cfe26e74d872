"""A Micropub client that sends what it is told, and reads what comes back."""

import json

from checks import Stop


class Client:
    """What a client does with one token, or with none."""

    def __init__(self, curl, base, token=None):
        self.curl, self.base, self.token = curl, base, token
        self.endpoint, self.media = base + "/micropub", base + "/media"

    def ask(self, url, *options, body=None):
        header = ["-H", f"Authorization: Bearer {self.token}"] if self.token else []
        return self.curl.ask(url, *header, *options, body=body)

    def look(self, url, *options):
        """A page, as anybody sees it."""
        return self.curl.ask(url, *options)

    def form(self, *fields, headers=()):
        """Posts fields such as `content=Hi`; what is behind the first `=` is escaped."""
        return self.ask(
            self.endpoint, *head(headers), *[part for field in fields for part in ("--data-urlencode", field)]
        )

    def multipart(self, *parts, url=None, headers=()):
        """Posts parts such as `content=Hi` and `photo=@one.jpg;type=image/jpeg`, as curl's `-F` takes them."""
        options = [option for part in parts for option in ("-F", part)]
        return self.ask(url or self.endpoint, *head(headers), *options)

    def json(self, value, headers=()):
        text = value if isinstance(value, bytes) else json.dumps(value).encode()
        return self.ask(self.endpoint, "-H", "Content-Type: application/json", *head(headers), body=text)

    def create(self, properties, type="h-entry"):
        """Posts JSON; returns the address of the post."""
        return place(self.json({"type": [type], "properties": properties}))

    def update(self, url, headers=(), **parts):
        """`mp_slug="x"` becomes the member `mp-slug`."""
        parts = {name.replace("_", "-"): value for name, value in parts.items()}
        return self.json({"action": "update", "url": url, **parts}, headers)

    def act(self, action, url):
        return self.json({"action": action, "url": url})

    def query(self, *fields, url=None, headers=()):
        """Asks with a query of fields such as `q=config`."""
        options = [option for field in fields for option in ("--data-urlencode", field)]
        return self.ask(url or self.endpoint, "-G", *head(headers), *options)

    def source(self, url):
        """The properties of a post."""
        answer = self.query("q=source", "url=" + url)
        if answer.status != 200:
            raise Stop(f"q=source of {url} answers {answer.status}: {answer.text[:300]}")
        return answer.json["properties"]

    def list(self, *fields):
        """The addresses in a list of posts."""
        answer = self.query("q=source", *fields)
        if answer.status != 200:
            raise Stop(f"q=source&{'&'.join(fields)} answers {answer.status}: {answer.text[:300]}")
        return [item["properties"]["url"][0] for item in answer.json["items"]]


def head(headers):
    return [option for header in headers for option in ("-H", header)]


def place(answer):
    """The Location of a 201."""
    if answer.status != 201 or "Location" not in answer.headers:
        raise Stop(f"{answer.status} instead of 201: {answer.text[:300]}")
    return answer.headers["Location"]
