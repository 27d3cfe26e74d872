"""Deleting posts and bringing them back."""

WHO = "delete"


def check(checks, client):
    for way in ("form", "JSON"):
        url = client.create({"content": [f"To be deleted by {way}"], "category": ["doomed"]})

        def send(action, url=url, way=way):
            return client.form("action=" + action, "url=" + url) if way == "form" else client.act(action, url)

        checks.same(WHO, f"{way}: 204, or 200", send("delete").status in (200, 204), True)
        checks.same(WHO, f"{way}: 410 at its address", client.look(url).status, 410)
        checks.same(WHO, f"{way}: no list has it", seen(client, url), [])
        checks.same(WHO, f"{way}: q=source has it no more", source(client, url), (400, "invalid_request"))
        checks.same(WHO, f"{way}: an update is refused", client.update(url, replace={"content": ["x"]}).status, 400)
        checks.same(WHO, f"{way}: once more", send("delete").status in (200, 204), True)
        checks.same(WHO, f"{way}: undelete", send("undelete").status in (200, 201, 204), True)
        checks.same(WHO, f"{way}: 200 at its address", client.look(url).status, 200)
        checks.same(WHO, f"{way}: it is back in all lists", seen(client, url), ["q=source", "front page", "feed"])
        checks.same(WHO, f"{way}: undelete once more", send("undelete").status in (200, 201, 204), True)
        checks.same(WHO, f"{way}: nothing is lost", client.source(url)["category"], ["doomed"])
    for action in ("delete", "undelete"):
        answer = client.act(action, client.base + "/notes/never-was")
        checks.same(WHO, f"400 for {action} of no post", answer.refusal, (400, "invalid_request"))
        checks.same(
            WHO, f"400 for {action} without url", client.form("action=" + action).refusal, (400, "invalid_request")
        )


def seen(client, url):
    """The lists that have a post."""
    places = {
        "q=source": client.list("limit=5"),
        "front page": client.look(client.base + "/").text,
        "feed": client.look(client.base + "/feed.atom").text,
    }
    return [name for name, text in places.items() if url in text]


def source(client, url):
    return client.query("q=source", "url=" + url).refusal
