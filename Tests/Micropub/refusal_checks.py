"""Requests that must be refused, and by which code."""

WHO = "refusals"


def check(checks, clients, scratch):
    check_tokens(checks, clients)
    check_scopes(checks, clients, scratch)
    check_bodies(checks, clients["all"])
    check_uploads(checks, clients["all"], scratch)


def check_tokens(checks, clients):
    client, stranger = clients["all"], clients["none"]
    checks.same(WHO, "no token", stranger.form("content=x").refusal, (401, "unauthorized"))
    checks.same(WHO, "no token, JSON", stranger.json({"properties": {"content": ["x"]}}).refusal, (401, "unauthorized"))
    checks.same(WHO, "no token, multipart", stranger.multipart("content=x").refusal, (401, "unauthorized"))
    checks.same(WHO, "no token, query", stranger.query("q=config").refusal, (401, "unauthorized"))
    bad = "Authorization: Bearer never-was"
    answer = stranger.form("content=x", headers=[bad])
    checks.same(WHO, "an unknown token", answer.refusal, (401, "invalid_token"))
    checks.same(WHO, "a challenge comes with it", "invalid_token" in answer.headers.get("WWW-Authenticate", ""), True)
    checks.same(
        WHO,
        "an unknown token in the body",
        stranger.form("content=x", "access_token=y").refusal,
        (401, "invalid_token"),
    )
    twice = client.form("content=x", "access_token=" + client.token)
    checks.same(WHO, "a token in header and body", twice.refusal, (400, "invalid_request"))
    lower = stranger.form("content=Lower case", headers=["Authorization: bearer " + client.token])
    checks.same(WHO, "the scheme in lower case is fine", lower.status, 201)
    # RFC 6750, 2.3: a token in an address would end in logs.
    answer = stranger.query("q=config", "access_token=" + client.token)
    checks.same(WHO, "a token in the address", answer.status, 401)


def check_scopes(checks, clients, scratch):
    url = clients["all"].create({"content": ["Whose scopes"]})
    wrong = {
        "create without the scope": clients["update"].form("content=x"),
        "create with media alone": clients["media"].form("content=x"),
        "update with create alone": clients["create"].update(url, replace={"content": ["x"]}),
        "delete with update alone": clients["update"].act("delete", url),
        "undelete with delete alone": clients["delete"].act("undelete", url),
        "delete by form with create alone": clients["create"].form("action=delete", "url=" + url),
        "upload with update alone": clients["update"].multipart(f"file=@{scratch}/one.jpg", url=clients["all"].media),
    }
    for what, answer in wrong.items():
        checks.same(WHO, what, answer.refusal, (403, "insufficient_scope"))
        checks.same(WHO, what + ": it says which", bool(answer.json.get("scope")), True)
    checks.same(WHO, "nothing was done", clients["all"].source(url)["content"], ["Whose scopes"])
    for scope in ("media", "create"):
        answer = clients[scope].multipart(f"file=@{scratch}/one.jpg", url=clients["all"].media)
        checks.same(WHO, f"upload with {scope} is fine", answer.status, 201)


def check_bodies(checks, client):
    bad = {
        "JSON that is none": b'{"type": ["h-entry"]',
        "JSON that is no object": b"[1, 2]",
        "properties that are no object": b'{"properties": ["content"]}',
        "a post without properties": b'{"type": ["h-entry"], "properties": {}}',
        "an unknown action": b'{"action": "publish", "url": "http://martlet.example/notes/x"}',
        "bytes that are no UTF-8": b'{"properties": {"content": ["\xff"]}}',
        "JSON within JSON within JSON": b'{"properties": {"content": ' + b"[" * 10000 + b"]" * 10000 + b"}}",
        "an unknown post-status": b'{"properties": {"content": ["x"], "post-status": ["maybe"]}}',
        "an unknown visibility": b'{"properties": {"content": ["x"], "visibility": ["some"]}}',
        "a date that is none": b'{"properties": {"content": ["x"], "published": ["tomorrow"]}}',
        "a type that is none": b'{"type": ["<b>"], "properties": {"content": ["x"]}}',
    }
    for what, body in bad.items():
        checks.same(WHO, what, client.json(body).refusal, (400, "invalid_request"))
    checks.same(WHO, "an empty form", client.form("h=entry").refusal, (400, "invalid_request"))
    checks.same(WHO, "an unknown action by form", client.form("action=publish").refusal, (400, "invalid_request"))
    text = client.ask(client.endpoint, "-H", "Content-Type: text/plain", body=b"content=x")
    checks.same(WHO, "a type that isn't one of the three", text.refusal, (415, "invalid_request"))
    large = client.json({"properties": {"content": ["x" * 1100000]}})
    checks.same(WHO, "more than a megabyte of JSON", large.status, 413)
    put = client.ask(client.endpoint, "-X", "PUT", body=b"x")
    checks.same(WHO, "another method", (put.status, bool(put.headers.get("Allow"))), (405, True))


def check_uploads(checks, client, scratch):
    files = {
        "a text": ("text.jpg", b"no picture"),
        "HTML": ("page.html", b"<!doctype html><script>alert(1)</script>"),
        "SVG": ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        "half a picture": ("half.jpg", (scratch / "one.jpg").read_bytes()[:2000]),
        "nothing": ("empty.jpg", b""),
    }
    before = client.query("q=source", "limit=100", url=client.media).json
    for what, (name, data) in files.items():
        (scratch / name).write_bytes(data)
        if what in ("half a picture", "nothing"):
            answer = client.multipart(f"file=@{scratch / name}", url=client.media)
            checks.same(WHO, f"upload of {what}", answer.refusal, (400, "invalid_request"))
        answer = client.multipart("content=With a bad file, " + what, f"photo=@{scratch / name}")
        checks.same(WHO, f"post with {what} as photo", answer.status in (400, 415, 422), True)
        checks.same(WHO, f"there is no such post: {what}", client.list("filter=With a bad file"), [])
    after = client.query("q=source", "limit=100", url=client.media).json
    checks.same(WHO, "nothing of them is kept", after, before)
    one = f"@{scratch}/one.jpg;type=image/jpeg"
    checks.same(
        WHO,
        "upload of two files",
        client.multipart("file=" + one, "file=" + one, url=client.media).refusal,
        (400, "invalid_request"),
    )
    checks.same(
        WHO,
        "upload under another name",
        client.multipart("photo=" + one, url=client.media).refusal,
        (400, "invalid_request"),
    )
    form = client.ask(client.media, "-d", "file=x")
    checks.same(WHO, "upload by a form", form.refusal, (400, "invalid_request"))
    text = client.ask(client.media, "-H", "Content-Type: image/jpeg", body=b"x")
    checks.same(WHO, "upload without a form", text.refusal, (415, "invalid_request"))
