"""Posts what the readers are to find, as clients of different kinds do."""

import dataclasses

from client import place

CHANNEL = "walks"
TAG = "harbour"
ODD_ALTS = ["Left", 'Two </b> <i>2</i> & "x"', "]]>"]


@dataclasses.dataclass
class Expected:
    """One entry: what readers have to find of it."""

    what: str
    url: str
    title: str = ""
    shown: tuple = ()
    hidden: tuple = ()
    links: tuple = ()
    alts: tuple = ()


def post_all(client, scratch, cases):
    expected = [post_case(client, case) for case in cases]
    expected += [
        Expected("a note by form", place(client.form("content=A note & more")), shown=("A note & more",)),
        *post_photos(client, scratch),
        post_by_media_endpoint(client, scratch),
        post_broken_text(client),
        post_sound(client, scratch),
    ]
    url = client.create({"content": ["In a channel"], "category": [TAG, "sea"], "mp-channel": [CHANNEL]})
    return [*expected, Expected("a note in a channel", url, shown=("In a channel",))]


def post_case(client, case):
    return Expected(case.what, client.create(case.sent), case.title, case.shown, case.hidden, case.links)


def post_photos(client, scratch):
    one, two = (f"photo[]=@{scratch}/{name}.jpg;type=image/jpeg" for name in ("one", "two"))
    # Alternative texts, which say what is in no other place.
    ways = {
        "a photo": (["content=One boat", one, "mp-photo-alt[]=Two boats"], ["Two boats"]),
        "a photo without words": ([one, "mp-photo-alt[]=Nothing said"], ["Nothing said"]),
        "a photo without any text": ([two], [""]),
        "photos": (
            ["content=Three", one, two, one] + [f"mp-photo-alt[]={alt}" for alt in ODD_ALTS],
            ODD_ALTS,
        ),
        "a photo with a title": (
            ["name=The <b>", "content=Titled", one, "mp-photo-alt[]=\u202eboat\u0085"],
            ["\u202eboat"],
        ),
    }
    for what, (parts, alts) in ways.items():
        yield Expected(what, place(client.multipart("h=entry", *parts, f"category[]={TAG}")), alts=tuple(alts))


def post_by_media_endpoint(client, scratch):
    photo = place(client.multipart(f"file=@{scratch}/two.jpg;type=image/jpeg", url=client.media))
    url = client.create({"content": ["Uploaded before"], "photo": [{"value": photo, "alt": "A tower"}]})
    return Expected("a photo uploaded before", url, shown=("Uploaded before",), alts=("A tower",))


def post_broken_text(client):
    """Half a character, as JSON can have it."""
    answer = client.json(b'{"type":["h-entry"],"properties":{"name":["Half \\ud83d"],"content":["Half \\ud83d done"]}}')
    if answer.status == 400:
        # It may be refused as well; then something has to stand in its place.
        return Expected("half a character, refused", client.create({"content": ["Half done"]}), shown=("Half",))
    return Expected("half a character", place(answer), shown=("Half",))


def post_sound(client, scratch):
    """Silence: forty frames of MPEG-1 layer III, of 128 kbit/s at 44.1 kHz."""
    (scratch / "waves.mp3").write_bytes((b"\xff\xfb\x90\x00" + bytes(413)) * 40)
    answer = client.multipart("h=entry", "content=It sounds", f"audio=@{scratch}/waves.mp3;type=audio/mpeg")
    return Expected("a sound", place(answer), shown=("It sounds",))
