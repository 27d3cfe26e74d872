"""Requests that come twice, and changes that cross."""

from client import place

WHO = "repetition"


def check(checks, client, other, scratch):
    check_bodies(checks, client, other, scratch)
    check_keys(checks, client, other)
    check_conflict(checks, client)


def check_bodies(checks, client, other, scratch):
    photo = f"photo=@{scratch}/one.jpg;type=image/jpeg"
    ways = {
        "form": lambda: client.form("content=Twice by form"),
        "JSON": lambda: client.json({"properties": {"content": ["Twice by JSON"]}}),
        "multipart": lambda: client.multipart("content=Twice by multipart", photo, "mp-photo-alt=x"),
    }
    for way, send in ways.items():
        first, second = place(send()), place(send())
        checks.same(WHO, f"the same {way} again makes nothing new", second, first)
    first = place(client.form("content=By two"))
    checks.same(WHO, "another token makes another post", place(other.form("content=By two")) == first, False)


def check_keys(checks, client, other):
    first = place(client.form("content=With a key", headers=["Idempotency-Key: k-1"]))
    again = place(client.form("content=With a key", headers=["Idempotency-Key: k-1"]))
    checks.same(WHO, "the same key again makes nothing new", again, first)
    fresh = place(client.form("content=With a key", headers=["Idempotency-Key: k-2"]))
    checks.same(WHO, "another key makes another post of the same", fresh == first, False)
    foreign = place(other.form("content=With a key", headers=["Idempotency-Key: k-1"]))
    checks.same(WHO, "a key belongs to a token", foreign == first, False)
    other_words = client.form("content=Other words", headers=["Idempotency-Key: k-1"])
    checks.same(WHO, "422 for the same key with other words", other_words.refusal, (422, "invalid_request"))
    url = place(client.form("content=Deleted and sent again"))
    client.act("delete", url)
    answer = client.form("content=Deleted and sent again")
    new = answer.headers.get("Location", "")
    checks.same(
        WHO, "what was deleted can be sent again, and is there", (answer.status, client.look(new).status), (201, 200)
    )


def check_conflict(checks, client):
    url = client.create({"content": ["One"]})
    tag = client.query("q=source", "url=" + url).headers.get("ETag", "")
    answer = client.update(url, ["If-Match: " + tag], replace={"content": ["Two"]})
    checks.same(WHO, "If-Match with the tag of q=source", answer.status, 204)
    answer = client.update(url, ["If-Match: " + tag], replace={"content": ["Three"]})
    # RFC 9110 has 412 for it; the site says 409, as its README tells.
    checks.same(WHO, "409 with an old tag", answer.refusal, (409, "conflict"))
    checks.same(WHO, "and nothing is changed", client.source(url)["content"], ["Two"])
    answer = client.update(url, ["If-Match: *"], replace={"content": ["Four"]})
    checks.same(WHO, "If-Match with a star", answer.status, 204)
    new = client.query("q=source", "url=" + url, "properties[]=content").headers.get("ETag")
    checks.same(WHO, "another version has another tag", new == tag, False)
    answer = client.query("q=source", "url=" + url, "properties[]=content", headers=["If-None-Match: " + (new or "")])
    checks.same(WHO, "304 for a client that has this version", answer.status, 304)
