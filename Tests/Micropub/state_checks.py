"""Posts that not everybody sees, or not yet."""

import datetime
import time

import removal_checks
from checks import differences

WHO = "states"
EVERYWHERE = ["q=source", "front page", "feed"]


def check(checks, client, drafter, reader):
    check_drafts(checks, client, drafter)
    check_scheduled(checks, client)
    check_visibility(checks, client)
    check_who_sees(checks, client, reader)


def check_drafts(checks, client, drafter):
    url = client.create({"content": ["A draft"], "post-status": ["draft"]})
    expect(checks, client, "draft", url, 404, ["q=source"])
    checks.same(WHO, "a draft is in its list", url in client.list("post-status=draft"), True)
    checks.same(WHO, "a draft isn't among those that came out", url in client.list("post-status=published"), False)
    checks.same(WHO, "a draft has no date yet", client.source(url).get("published"), None)
    client.update(url, replace={"content": ["Better"]})
    checks.same(WHO, "a changed draft stays one", client.look(url).status, 404)
    client.update(url, replace={"post-status": ["published"]})
    expect(checks, client, "draft that came out", url, 200, EVERYWHERE)
    checks.same(WHO, "it has a date now", len(client.source(url).get("published", [])), 1)
    client.update(url, replace={"post-status": ["draft"]})
    expect(checks, client, "post that became a draft", url, 404, ["q=source"])
    url = drafter.create({"content": ["With a token for drafts"], "post-status": ["published"]})
    expect(checks, client, "post with the scope draft", url, 404, ["q=source"])


def check_scheduled(checks, client):
    later = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(days=30)
    url = client.create({"content": ["Later"], "published": [later.isoformat()]})
    expect(checks, client, "scheduled post", url, 404, ["q=source"])
    checks.same(WHO, "q=source gives its time", client.source(url)["published"], [later.isoformat()])
    checks.same(WHO, "it is among the scheduled", url in client.list("post-status=scheduled"), True)
    past = later - datetime.timedelta(days=60)
    client.update(url, replace={"published": [past.isoformat()]})
    checks.same(WHO, "its time was moved to the past: it is out", client.look(url).status, 200)
    soon = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(seconds=3)
    url = client.create({"content": ["Soon"], "published": [soon.isoformat()]})
    checks.same(WHO, "it isn't out before its time", client.look(url).status, 404)
    end = time.monotonic() + 30
    while client.look(url).status == 404 and time.monotonic() < end:
        time.sleep(0.1)
    expect(checks, client, "post whose time has come", url, 200, EVERYWHERE)
    early = datetime.datetime.now(datetime.timezone.utc) < soon
    checks.check(WHO, "it waited for that", ["it came out early"] if early else [])


def check_visibility(checks, client):
    url = client.create({"content": ["Unlisted"], "visibility": ["unlisted"]})
    expect(checks, client, "unlisted post", url, 200, ["q=source"])
    url = client.create({"content": ["Private"], "visibility": ["private"]})
    expect(checks, client, "private post", url, 404, ["q=source"])
    client.act("delete", url)
    checks.same(WHO, "a deleted private post doesn't say that it was there", client.look(url).status, 404)
    client.act("undelete", url)
    client.update(url, replace={"visibility": ["public"]})
    expect(checks, client, "private post made public", url, 200, EVERYWHERE)
    client.update(url, delete=["visibility"])
    checks.same(WHO, "without a visibility it is public", client.look(url).status, 200)


def check_who_sees(checks, client, reader):
    """A token for pictures alone sees what anybody sees."""
    private = client.create({"content": ["For me alone"], "visibility": ["private"], "category": ["diary"]})
    draft = client.create({"content": ["Not done"], "post-status": ["draft"]})
    listed = reader.list("limit=100")
    checks.same(
        WHO, "a token for media sees nothing private in lists", [url for url in (private, draft) if url in listed], []
    )
    names = reader.query("q=category").json["categories"]
    checks.check(WHO, "nor the categories of what is private", ["diary is there"] if "diary" in names else [])
    for what, url in {"private": private, "draft": draft}.items():
        refusal = reader.query("q=source", "url=" + url).refusal
        checks.same(WHO, f"nor by its address: {what}", refusal, (400, "invalid_request"))


def expect(checks, client, what, url, status, lists):
    checks.check(
        WHO,
        f"a {what}: {status}, {', '.join(lists)}",
        differences(client.look(url).status, status) + differences(removal_checks.seen(client, url), lists),
    )
