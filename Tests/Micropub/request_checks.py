"""Requests of well-known clients as those send them, from the folder `requests`.

A file is the request with LF for line ends, which become CRLF in its head and in multipart bodies. `{token}` is the
token, `{one.jpg}` the bytes of a picture; Content-Length is added. The line end of the last line is the file's, not the
body's.
"""

import http.client
import json
import pathlib
import socket
import urllib.parse

from wire import Answer

WHO = "requests"
BASE = "http://martlet.example"

# In this order: the file, the status, the path of the post, and properties that it must have then: `None` says that the
# property isn't there.
REQUESTS = [
    (
        "shpub-note",
        201,
        "/notes/shpub-note",
        {"content": ["Shpub says hello!"], "category": ["foo", "bar"], "slug": None},
    ),
    ("shpub-html", 201, "/articles/shpub-html", {"content": [{"html": "<p>Shpub <b>writes</b> HTML</p>"}]}),
    ("shpub-event", 201, "/notes/shpub-event", {"start": ["2027-03-04T18:00:00+01:00"], "location": ["The cellar"]}),
    ("shpub-photos", 201, "/notes/shpub-photos", {"content": ["Shpub shows two"], "photo": 2}),
    ("shpub-json", 201, "/notes/shpub-json", {"in-reply-to": ["https://other.example/shpub"], "slug": None}),
    ("shpub-update", 204, "/notes/shpub-note", {"content": ["Shpub says more"], "category": ["bar", "baz"]}),
    ("shpub-delete", 204, "/notes/shpub-note", None),
    ("shpub-undelete", 204, "/notes/shpub-note", {"content": ["Shpub says more"], "category": ["bar", "baz"]}),
    (
        "quill-note",
        201,
        "/notes/quill-note",
        {"category": ["ink", "paper"], "photo": [{"value": "https://pictures.example/quill.jpg", "alt": "A feather"}]},
    ),
    ("quill-editor", 201, "/articles/quill-editor", {"content": [{"html": "<p>Long <i>words</i></p>"}]}),
    (
        "iawriter",
        201,
        "/articles/iawriter",
        {"name": ["From iA Writer"], "content": ["A draft of **words**"], "post-status": ["draft"]},
    ),
    ("micropublish-note", 201, "/notes/micropublish-note", {"category": ["ruby"]}),
    ("micropublish-update", 204, "/notes/micropublish-note", {"content": ["Micropublish rewrites"], "category": None}),
    ("micropublish-delete", 204, "/notes/micropublish-note", None),
    ("micropublish-query", 200, None, {}),
    ("ownyourswarm", 201, "/notes/ownyourswarm", {"published": ["2026-05-06T17:08:09+02:00"], "category": ["coffee"]}),
    ("ownyourswarm-simple", 201, "/notes/ownyourswarm-simple", {"location": ["geo:52.5163,13.3777"]}),
    ("indiebookclub", 201, "/notes/indiebookclub", {"read-status": ["to-read"]}),
    (
        "microblog",
        201,
        "/notes/microblog",
        {
            "category": ["small"],
            "photo": [{"value": "https://pictures.example/micro.jpg", "alt": "A crumb"}],
            "name": None,
            "mp-destination": None,
        },
    ),
    ("sparkles", 201, "/notes/sparkles", {"content": ["Sparkles without a file"], "category": ["glitter"]}),
    ("omnibear", 201, "/notes/omnibear", {"like-of": ["http://other.example/a,b?c[]=d"], "category": ["bear"]}),
]


def check(checks, client, address, scratch):
    folder = pathlib.Path(__file__).parent / "requests"
    listed = {file.stem for file in folder.iterdir()}
    checks.same(WHO, "every file is known", listed, {name for name, *_ in REQUESTS})
    for name, status, path, properties in REQUESTS:
        request = read(folder / f"{name}.http", client.token, scratch)
        answer = send(address, request)
        wanted = (status, BASE + path if status == 201 else None)
        found = (answer.status, answer.headers.get("Location"))
        checks.check(WHO, name, [] if found == wanted else [f"{found} instead of {wanted}: {answer.text[:300]}"])
        if found == wanted and path:
            check_post(checks, client, name, BASE + path, properties)
    check_nested(checks, client, folder)
    check_upgrade(checks, address)


def read(file, token, scratch):
    """The bytes to send."""
    head, _, body = file.read_bytes().partition(b"\n\n")
    body = body.removesuffix(b"\n")
    if b"multipart/form-data" in head:
        body = body.replace(b"\n", b"\r\n") + b"\r\n"
        for picture in scratch.glob("*.jpg"):
            body = body.replace(b"{%s}" % picture.name.encode(), picture.read_bytes())
    head = head.replace(b"{token}", token.encode())
    if head.startswith(b"POST"):
        head += b"\nContent-Length: %d" % len(body)
    return head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + body


def send(address, request):
    """The answer to a request that is sent as it is."""
    method = request.split(b" ", 1)[0].decode()
    with socket.create_connection(address, timeout=30) as connection:
        connection.sendall(request)
        answer = http.client.HTTPResponse(connection, method=method)
        answer.begin()
        return Answer(BASE, answer.status, answer.headers, answer.read())


def check_post(checks, client, name, url, properties):
    if properties is None:
        checks.same(WHO, f"{name}: the post is gone", client.look(url).status, 410)
        return
    source = client.source(url)
    found = {key: source.get(key) for key in properties}
    for key, wanted in properties.items():
        if isinstance(wanted, int):
            found[key] = len(found[key] or [])
    checks.same(WHO, f"{name}: what the post is then", found, properties)
    status = 404 if properties.get("post-status") == ["draft"] else 200
    checks.same(WHO, f"{name}: its page", client.look(url).status, status)


def check_nested(checks, client, folder):
    """Nested objects come back as they were sent, to the last member."""
    for name, keys in {"ownyourswarm": ("checkin", "location"), "indiebookclub": ("read-of",)}.items():
        sent = json.loads((folder / f"{name}.http").read_bytes().partition(b"\n\n")[2])["properties"]
        source = client.source(f"{BASE}/notes/{name}")
        checks.same(WHO, f"{name}: nested objects", [source.get(key) for key in keys], [sent[key] for key in keys])
    kinds = {
        "ownyourswarm": "checkin",
        "indiebookclub": "read",
        "omnibear": "like",
        "shpub-event": "event",
        "ownyourswarm-simple": "note",
        "quill-note": "photo",
    }
    for name, kind in kinds.items():
        listed = [urllib.parse.urlsplit(url).path for url in client.list("post-type=" + kind, "limit=100")]
        checks.same(WHO, f"{name}: it is a {kind}", f"/notes/{name}" in listed, True)


def check_upgrade(checks, address):
    """curl of PHP asks for HTTP/2 with every request; it must get an answer all the same."""
    for method in (b"HEAD", b"GET"):
        answer = send(
            address,
            method + b" / HTTP/1.1\r\nHost: martlet.example\r\nAccept: */*\r\nUpgrade: h2c\r\n"
            b"HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\nConnection: Upgrade, HTTP2-Settings\r\n\r\n",
        )
        checks.same(WHO, f"{method.decode()} with an upgrade to h2c", answer.status, 200)
