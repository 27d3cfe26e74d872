"""Posts of every kind, with texts that could be trouble in HTML."""

import json

TROUBLE = 'Quotes " and \' <b>tags</b> & more'


def post_all(client, base, scratch):
    cite = {"type": ["h-cite"], "properties": {
        "name": [TROUBLE], "url": ["https://a.example/?a=1&b=2"], "author": [TROUBLE]}}
    place = {"type": ["h-card"], "properties": {
        "name": [TROUBLE], "url": ["https://a.example/"], "latitude": ["51.5"], "longitude": ["-0.1"]}}
    create = client.create
    create({"content": [TROUBLE], "category": ["a tag", "Ünïcode", 'q"uote']})
    create({"name": [TROUBLE], "summary": [TROUBLE], "content": [ARTICLE], "category": ["a tag"]})
    for name in ["in-reply-to", "like-of", "repost-of", "bookmark-of"]:
        create({name: ["https://a.example/post?a=1&b=2"], "content": ["Said to it."]})
        create({name: [cite]})
    create({"in-reply-to": ["https://a.example/event"], "rsvp": ["yes"]})
    create({"read-of": [cite], "read-status": ["finished"]})
    create({"watch-of": [cite], "listen-of": [cite], "content": ["Both"]})
    create({"checkin": [place], "content": ["Here"], "location": [place]})
    create({"content": ["From there"], "location": ["geo:47.3,8.5"], "syndication": ["https://b.example/1"]})
    create({"name": ["A meeting"], "start": ["2026-12-01T18:00:00Z"], "end": ["2026-12-01T20:00:00Z"],
            "location": [place], "content": ["Bring cake."]}, type="h-event")
    create({"content": ["From elsewhere"], "photo": [{"value": "https://a.example/x.jpg", "alt": TROUBLE}],
            "video": ["https://a.example/x.mp4"], "audio": ["https://a.example/x.mp3"]})
    for count in range(1, 7):
        parts = [f"content={count} photos"]
        for number in range(1, count + 1):
            parts += [f"photo[]=@{scratch}/{number}.jpg;type=image/jpeg", f"mp-photo-alt[]=Picture {number}"]
        client.multipart("h=entry", *parts)
    create({"name": ["A draft"], "content": ["Half"], "post-status": ["draft"]})
    create({"content": ["For me alone"], "visibility": ["private"]})
    create({"content": ["For some"], "visibility": ["unlisted"]})
    create({"content": ["Later on"], "published": ["2040-01-01T00:00:00Z"]})
    changed = create({"name": ["Changed"], "content": ["One.\n\nTwo."]})
    client.update(changed, replace={"content": ["One.\n\n" + TROUBLE], "name": ["Changed once"]})
    client.act("delete", create({"content": ["Gone"]}))
    # Refused, and kept for the owner: as a form, as JSON, and what isn't JSON at all.
    client.form("h=entry", "content=" + TROUBLE, "published=yesterday")
    client.json({"type": ["h-entry"], "properties": {"content": [TROUBLE], "visibility": ["friends"]}})
    client.json(json.dumps({"type": ["h-entry"]}).encode()[:-1])


ARTICLE = """
# A heading of my own

Text with `code`, a [link](https://a.example/?a=1&b=2), **bold** and *italic* words.

## One below

> A quotation
>
> in two paragraphs

1. one
2. two
   - nested

| left | right |
|---|---|
| 1 | 2 |

```swift
let x = 1 < 2 && 3 > 2
```

---

![A boat](https://a.example/boat.jpg)
"""
