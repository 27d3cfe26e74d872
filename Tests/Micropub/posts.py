"""A post of each kind, as it is sent and as readers of microformats should find it."""

import dataclasses

PHOTO = "https://pictures.example/"


@dataclasses.dataclass
class Post:
    """What is sent as JSON; a reader has to find all of it, but for `read`, which reads otherwise than it was sent."""

    what: str
    kind: str
    properties: dict
    type: str = "h-entry"
    read: dict = dataclasses.field(default_factory=dict)

    @property
    def readable(self):
        return self.properties | self.read


def cite(name, url, **more):
    properties = {"name": [name], "url": [url]} | {key: [value] for key, value in more.items()}
    return {"type": ["h-cite"], "properties": properties}


def card(name, url, latitude, longitude):
    properties = {"name": [name], "url": [url], "latitude": [latitude], "longitude": [longitude]}
    return {"type": ["h-card"], "properties": properties}


def entry(what, kind, *, type="h-entry", read=None, **properties):
    """Underscores become hyphens, and bare values lists."""
    sent = {name.replace("_", "-"): value if isinstance(value, list) else [value] for name, value in properties.items()}
    return Post(what, kind, sent, type, read or {})


POSTS = [
    entry("a note", "note", content="Plain & simple <words>", category=["sea", "birds & bees"]),
    entry("a note with a date", "note", content="Long ago", published="2019-07-03T21:05:00-03:00"),
    entry(
        "a note in Markdown", "note", content="Some *words*", read={"content": [{"html": "<p>Some <em>words</em></p>"}]}
    ),
    entry("a note in HTML", "note", content={"html": "<p>With <b>weight</b></p>"}),
    entry(
        "a note with copies", "note", content="Copied", syndication=["https://one.example/1", "https://two.example/2"]
    ),
    entry("an article", "article", name="On harbours", content="Long words.", summary="Harbours, shortly."),
    entry("a photo", "photo", content="One picture", photo={"value": PHOTO + "one.jpg", "alt": 'A "boat"'}),
    entry("a photo without a text", "photo", content="No text", photo=PHOTO + "silent.jpg"),
    entry(
        "several photos",
        "photo",
        content="Three pictures",
        photo=[
            {"value": PHOTO + "a.jpg", "alt": "Left"},
            PHOTO + "b.jpg",
            {"value": PHOTO + "c.jpg", "alt": "Right <3>"},
        ],
    ),
    entry("a photo with a title", "photo", name="The boat", content="A day out", photo=PHOTO + "titled.jpg"),
    entry("a reply", "reply", content="I agree", in_reply_to="https://other.example/1?a=b&c=d"),
    entry("a reply to a citation", "reply", content="I do too", in_reply_to=cite("A claim", "https://other.example/2")),
    entry("a like", "like", like_of="https://other.example/3"),
    entry("a like of a citation", "like", like_of=cite("A song", "https://other.example/4", author="Ada")),
    entry("a repost", "repost", repost_of="https://other.example/5"),
    entry("a bookmark", "bookmark", bookmark_of="https://other.example/6", name="A find", content="Read this"),
    entry("an RSVP", "rsvp", in_reply_to="https://other.example/7", rsvp="maybe", content="If it rains"),
    entry(
        "an event",
        "event",
        type="h-event",
        name="A walk",
        start="2027-05-01T10:00:00+02:00",
        end="2027-05-01T16:00:00+02:00",
        location="The old pier",
        content="Bring shoes",
        summary="We walk",
    ),
    entry(
        "an event at a venue",
        "event",
        type="h-event",
        name="A swim",
        start="2027-06-01T10:00:00+02:00",
        location=card("The bay", "https://bay.example/", "54.1", "10.2"),
    ),
    entry(
        "a check-in",
        "checkin",
        content="Coffee first",
        checkin=card("Café <Blau>", "https://venue.example/blau", "52.5163", "13.3777"),
    ),
    entry(
        "a note from somewhere",
        "note",
        content="From the island",
        location={
            "type": ["h-adr"],
            "properties": {"locality": ["Vitte"], "latitude": ["54.5664"], "longitude": ["13.1064"]},
        },
    ),
    entry(
        "a check-in by name",
        "checkin",
        checkin={"type": ["h-card"], "properties": {"name": ["The corner"]}},
        photo={"value": PHOTO + "corner.jpg", "alt": "A corner"},
    ),
    entry("a video", "video", content="It moves", video="https://media.example/clip.mp4"),
    entry("a sound", "audio", content="It sounds", audio="https://media.example/waves.mp3"),
    entry(
        "a book",
        "read",
        read_of=cite("Moby-Dick", "https://books.example/moby", author="Herman Melville"),
        read_status="finished",
        summary="Finished reading: Moby-Dick",
    ),
    entry("a film", "watch", watch_of=cite("Nanook", "https://films.example/nanook"), content="In the snow"),
    entry(
        "a record", "listen", listen_of=cite("La mer", "https://songs.example/mer", author="Debussy"), content="Loud"
    ),
]
