"""The three forms in which a post can be sent, and what goes with pictures."""

import re

import reading
from checks import differences, missing
from client import place

WHO = "create"


def check(checks, client, scratch):
    check_form(checks, client)
    check_json(checks, client)
    check_multipart(checks, client, scratch)
    check_reserved(checks, client)
    check_slugs(checks, client)


def check_form(checks, client):
    url = place(
        client.form("h=entry", "content=By form: ä & 漢\r\nsecond line", "category[]=one", "category[]=two, three")
    )
    source = client.source(url)
    checks.same(WHO, "text of a form", source.get("content"), ["By form: ä & 漢\nsecond line"])
    checks.same(WHO, "list of a form", source.get("category"), ["one", "two, three"])
    url = place(client.form("content=No h, one tag", "category=alone"))
    checks.same(WHO, "a single value without brackets", client.source(url).get("category"), ["alone"])
    # RFC 6750, 2.2: the token in the body.
    answer = client.look(
        client.endpoint, "-d", "h=entry", "-d", "content=Token in the body", "-d", "access_token=" + client.token
    )
    url = place(answer)
    checks.same(WHO, "a token in the body is no property", sorted(client.source(url)), ["content", "published"])


def check_json(checks, client):
    url = client.create({"content": ["By JSON: ä & 漢 \U0001f426"], "x-depth": [{"a": [1, 2.50, None, {"b": True}]}]})
    source = client.source(url)
    checks.same(WHO, "text of JSON", source.get("content"), ["By JSON: ä & 漢 \U0001f426"])
    checks.same(WHO, "an unknown property is kept", source.get("x-depth"), [{"a": [1, 2.50, None, {"b": True}]}])
    url = place(client.json({"properties": {"content": "Bare", "category": "word"}}))
    checks.same(WHO, "bare values of JSON", client.source(url).get("category"), ["word"])


def check_multipart(checks, client, scratch):
    one, two = (f"@{scratch}/{name}.jpg;type=image/jpeg" for name in ("one", "two"))
    url = place(client.multipart("h=entry", "content=No file", "category[]=a"))
    checks.same(WHO, "multipart without a file", client.source(url).get("category"), ["a"])
    # The first five are forms in which clients send texts for photos.
    ways = {
        "one photo": (["photo=" + one, "mp-photo-alt=A boat"], ["A boat"]),
        "two photos in brackets": (
            ["photo[]=" + one, "mp-photo-alt[]=Left", "photo[]=" + two, "mp-photo-alt[]=Right <2>"],
            ["Left", "Right <2>"],
        ),
        "photos with numbers": (
            ["photo[0]=" + one, "photo[1]=" + two, "mp-photo-alt[]=Zero", "mp-photo-alt[]=One"],
            ["Zero", "One"],
        ),
        "photos with members": (
            ["photo[0][value]=" + one, "photo[0][alt]=First", "photo[1][value]=" + two, "photo[1][alt]=Second"],
            ["First", "Second"],
        ),
        "photo-alt": (["photo=" + two, "photo-alt=Old name"], ["Old name"]),
        "the part file": (["file=" + one, "mp-photo-alt=A file"], ["A file"]),
        "no text for the first": (
            ["photo[]=" + one, "photo[]=" + two, "mp-photo-alt[]=", "mp-photo-alt[]=Only this"],
            [None, "Only this"],
        ),
    }
    for way, (parts, alts) in ways.items():
        answer = client.multipart("h=entry", "content=Multipart, " + way, *parts)
        checks.same(WHO, f"multipart: {way}: 201", answer.status, 201)
        if answer.status == 201:
            check_photos(checks, client, way, place(answer), alts)
    large = client.multipart("content=Large", f"photo=@{scratch}/large.jpg", headers=["Expect: 100-continue"])
    checks.same(WHO, "a large photo, and the client waits to be asked for it", large.status, 201)


def check_photos(checks, client, way, url, alts):
    photos = [value if isinstance(value, dict) else {"value": value} for value in client.source(url).get("photo", [])]
    checks.same(WHO, f"multipart: {way}: texts in q=source", [photo.get("alt") for photo in photos], alts)
    problems = []
    for photo in photos:
        answer = client.look(photo["value"])
        problems += differences((answer.status, answer.headers.get_content_maintype()), (200, "image"))
        problems += missing([client.base + "/media/"], photo["value"])
    checks.check(WHO, f"multipart: {way}: the pictures are there", problems)
    if reading.mf2py:
        item = reading.entry_of(client.look(url))
        found = [
            photo if isinstance(photo, dict) else {"value": photo} for photo in item["properties"].get("photo", [])
        ]
        checks.same(
            "mf2py",
            f"multipart: {way}: photos of the page",
            [(photo["value"], photo.get("alt") or None) for photo in found],
            [(photo["value"], photo.get("alt")) for photo in photos],
        )


def check_reserved(checks, client):
    """What belongs to the request, or is the server's to say, is no property."""
    sent = {
        "content": ["Reserved"],
        "access_token": ["x"],
        "h": ["entry"],
        "action": ["create"],
        "mp-other": ["y"],
        "url": ["https://elsewhere.example/"],
        "uid": ["z"],
    }
    url = client.create(sent)
    checks.same(WHO, "reserved names are no properties", sorted(client.source(url)), ["content", "published"])
    checks.check(WHO, "they don't choose the address", missing([client.base + "/"], url))


def check_slugs(checks, client):
    urls = [client.create({"content": [text], "mp-slug": ["Schöner Tag!"]}) for text in ("One", "Two", "Three")]
    checks.same(WHO, "every post has an address of its own", len(set(urls)), 3)
    wanted = [client.base + "/notes/schoner-tag" + end for end in ("", "-1", "-2")]
    problems = [url for url in urls if not re.fullmatch(re.escape(client.base) + r"/notes/scho(e)?ner-tag(-\d+)?", url)]
    checks.check(WHO, f"mp-slug is followed, as in {wanted[0]}", problems)
    url = client.create({"name": ["A title"], "content": ["Words"], "mp-slug": ["../../admin"]})
    checks.check(WHO, "mp-slug leads nowhere else", [] if url.startswith(client.base + "/articles/") else [url])
