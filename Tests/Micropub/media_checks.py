"""Deleting what was uploaded."""

import time

from checks import missing
from client import place

WHO = "media"


def check(checks, clients, scratch):
    client = clients["all"]
    photo = f"file=@{scratch}/one.jpg;type=image/jpeg"
    for way in ("form", "JSON"):
        url = place(client.multipart(photo, url=client.media))
        post = client.create({"content": [f"Its photo goes, by {way}"], "photo": [url]})
        checks.same(WHO, f"{way}: the picture is there", client.look(url).status, 200)
        answer = send(client, way, client.media, "delete", url)
        checks.same(WHO, f"{way}: 400 while a post shows it", answer.refusal, (400, "invalid_request"))
        checks.check(WHO, f"{way}: it says which", missing([post], answer.json.get("error_description", "")))
        checks.same(WHO, f"{way}: and it is still there", client.look(url).status, 200)
        client.update(post, delete=["photo"])
        answer = send(client, way, client.media, "delete", url)
        checks.same(WHO, f"{way}: 204, or 200", answer.status in (200, 204), True)
        checks.same(WHO, f"{way}: 410 at its address", status_of_removed(client, url), 410)
        listed = client.query("q=source", "limit=100", url=client.media).text
        checks.same(WHO, f"{way}: no list has it", url in listed, False)
        checks.same(WHO, f"{way}: the post stays", client.look(post).status, 200)
        checks.same(WHO, f"{way}: once more", send(client, way, client.media, "delete", url).status in (200, 204), True)
        for scope in ("media", "delete"):
            answer = send(clients[scope], way, client.media, "delete", url)
            checks.same(WHO, f"{way}: the scope {scope} isn't enough", answer.refusal, (403, "insufficient_scope"))
        answer = send(clients["none"], way, client.media, "delete", url)
        checks.same(WHO, f"{way}: no token", answer.refusal, (401, "unauthorized"))
        answer = send(client, way, client.media, "update", url)
        checks.same(WHO, f"{way}: another action", answer.refusal, (400, "invalid_request"))
        for what, other in {"no file": client.base + "/media/none/full.jpg", "a post": post}.items():
            answer = send(client, way, client.media, "delete", other)
            checks.same(WHO, f"{way}: 400 for {what}", answer.refusal, (400, "invalid_request"))
    config = client.query("q=config", url=client.media)
    checks.same(WHO, "config lists the queries", config.json.get("q"), ["config", "source", "last"])
    # What is refused before it is looked at must be refused for the right reason.
    answer = clients["none"].ask(client.media, "-H", "Content-Type: application/json", body=b"{")
    checks.same(WHO, "401 for no token, whatever is in the body", answer.refusal, (401, "unauthorized"))
    answer = client.ask(client.media, "-H", "Content-Type: application/json", body=b"{" + b" " * 100000 + b"}")
    checks.same(WHO, "413 for a long body that is no file", answer.status, 413)


def status_of_removed(client, url):
    """The status once the files are gone, for which there is a job."""
    end = time.monotonic() + 10
    while client.look(url).status == 200 and time.monotonic() < end:
        time.sleep(0.1)
    return client.look(url).status


def send(client, way, endpoint, action, url):
    if way == "form":
        return client.ask(endpoint, "--data-urlencode", "action=" + action, "--data-urlencode", "url=" + url)
    body = f'{{"action": "{action}", "url": "{url}"}}'.encode()
    return client.ask(endpoint, "-H", "Content-Type: application/json", body=body)
