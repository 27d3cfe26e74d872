"""Every query of the Micropub endpoint and of the media endpoint."""

from checks import differences, missing
from client import place

WHO = "queries"


def check(checks, client, scratch):
    check_config(checks, client)
    check_source(checks, client)
    check_lists(checks, client)
    check_paging(checks, client)
    check_words(checks, client)
    check_media(checks, client, scratch)


def check_config(checks, client):
    answer = client.query("q=config")
    config = answer.json
    wanted = [
        "media-endpoint",
        "syndicate-to",
        "post-types",
        "channels",
        "categories",
        "visibility",
        "post-status",
        "q",
        "mp",
    ]
    checks.check(WHO, "config has all parts", missing(wanted, config))
    checks.same(WHO, "config names the media endpoint", config["media-endpoint"], client.media)
    types = [kind["type"] for kind in config["post-types"]]
    kinds = [
        "note",
        "article",
        "photo",
        "reply",
        "like",
        "repost",
        "bookmark",
        "rsvp",
        "event",
        "checkin",
        "read",
        "watch",
        "listen",
        "video",
        "audio",
    ]
    checks.check(WHO, "config names the kinds of posts", missing(kinds, types))
    checks.check(WHO, "each kind has a name", [kind for kind in config["post-types"] if not kind.get("name")])
    checks.same(WHO, "config: visibility", config["visibility"], ["public", "unlisted", "private"])
    checks.check(WHO, "config: post-status", missing(["published", "draft"], config["post-status"]))
    for name in config["q"]:
        checks.same(WHO, f"q={name} answers", client.query("q=" + name).status, 200)
    checks.same(WHO, "the answer is JSON", answer.headers.get_content_type(), "application/json")
    again = client.query("q=config", headers=["If-None-Match: " + answer.headers.get("ETag", "")])
    checks.same(WHO, "304 for a client that has it", again.status, 304)
    for fields in (["q=nonsense"], []):
        checks.same(WHO, f"400 for {fields}", client.query(*fields).refusal, (400, "invalid_request"))
    # Clients ask with a content type and without a body.
    answer = client.query("q=config", headers=["Content-Type: application/json; charset=utf-8"])
    checks.same(WHO, "a content type without a body does no harm", answer.status, 200)


def check_source(checks, client):
    url = client.create({"name": ["Source"], "content": [{"html": "<p>Of it</p>"}], "category": ["s"]})
    whole = client.query("q=source", "url=" + url).json
    checks.same(WHO, "source has a type", whole.get("type"), ["h-entry"])
    checks.same(WHO, "source has HTML as HTML", whole["properties"]["content"], [{"html": "<p>Of it</p>"}])
    some = client.query(
        "q=source", "url=" + url, "properties[]=category", "properties[]=name", "properties[]=nobody"
    ).json
    checks.same(
        WHO, "source with properties has these alone", some, {"properties": {"category": ["s"], "name": ["Source"]}}
    )
    one = client.query("q=source", "url=" + url, "properties=name").json
    checks.same(WHO, "properties without brackets", one, {"properties": {"name": ["Source"]}})
    for what, other in {
        "no post": client.base + "/notes/never-was",
        "another site": "https://other.example/",
        "no address": "",
        "the front page": client.base + "/",
    }.items():
        checks.same(
            WHO, f"400 for source of {what}", client.query("q=source", "url=" + other).refusal, (400, "invalid_request")
        )


def check_lists(checks, client):
    first = client.create({"content": ["needle in a haystack"], "category": ["rare", "common"], "x-own": ["1"]})
    second = client.create({"content": ["100% straw_man"], "category": ["common"]})
    third = client.create({"name": ["Titled"], "content": ["hay"], "category": ["other"], "visibility": ["unlisted"]})
    expect = {
        ("filter=NEEDLE",): [first],
        ("filter=100%",): [second],
        ("filter=w_m",): [second],
        ("filter=0%s",): [],
        ("category=common",): [second, first],
        ("category[]=rare", "category[]=other"): [third, first],
        ("exists=x-own",): [first],
        ("exists[]=x-own", "exists[]=name"): [],
        ("category=common", "not-exists=x-own"): [second],
        ("visibility=unlisted", "filter=hay"): [third],
        ("category=common", "post-type=note"): [second, first],
        ("category=common", "post-type=article"): [],
        ("category=common", "limit=1"): [second],
        ("category=common", "limit=1", "offset=1"): [first],
        ("category=common", "offset=2"): [],
        ("category=common", "post-status=draft"): [],
        ("post-type[]=article", "post-type[]=note", "limit=3"): [third, second, first],
    }
    for fields, wanted in expect.items():
        checks.same(WHO, f"list with {'&'.join(fields)}", client.list(*fields), wanted)
    some = client.query("q=source", "filter=needle", "properties[]=category").json["items"]
    checks.same(WHO, "list with properties", [item["properties"].get("category") for item in some], [["rare", "common"]])
    checks.same(WHO, "each with its address", ["url" in item["properties"] for item in some], [True])
    for fields in ("limit=many", "offset=-1", "post-type=nonsense", "visibility=nonsense", "before=nonsense"):
        checks.same(
            WHO, f"400 for a list with {fields}", client.query("q=source", fields).refusal, (400, "invalid_request")
        )
    checks.same(
        WHO,
        "400 for a status that there isn't",
        client.query("q=source", "post-status=nonsense").refusal,
        (400, "invalid_request"),
    )


def check_paging(checks, client):
    """Once through the list and back, three posts at a time."""
    everything = client.list("limit=100")
    pages, fields = [], []
    while len(pages) < 100:
        answer = client.query("q=source", "limit=7", *fields).json
        pages.append(answer)
        if "after" not in answer.get("paging", {}) or not answer["items"]:
            break
        fields = ["after=" + answer["paging"]["after"]]
    urls = [item["properties"]["url"][0] for page in pages for item in page["items"]]
    checks.same(WHO, "all pages by after, each post once", urls[:100], everything)
    checks.same(WHO, "no post twice", len(urls), len(set(urls)))
    before = pages[1]["paging"]["before"]
    checks.same(WHO, "back by before", client.list("limit=7", "before=" + before), everything[:7])
    newest = pages[0]["paging"]["before"]
    checks.same(WHO, "nothing before the newest", client.list("before=" + newest), [])
    by_offset = client.list("limit=7") + client.list("limit=7", "offset=7")
    checks.same(WHO, "limit and offset", by_offset, everything[:14])
    checks.same(WHO, "a limit past all limits", len(client.list("limit=100000")) <= 100, True)


def check_words(checks, client):
    names = client.query("q=category").json["categories"]
    checks.check(WHO, "category has what posts have", missing(["common", "rare"], names))
    checks.same(WHO, "no category twice", len(names), len(set(names)))
    checks.same(WHO, "category with a filter", client.query("q=category", "filter=rar").json, {"categories": ["rare"]})
    checks.same(WHO, "category with a limit", len(client.query("q=category", "limit=2").json["categories"]), 2)
    channels = client.query("q=channel").json["channels"]
    checks.check(WHO, "channel has what the owner made", missing([{"uid": "walks", "name": "Walks & talks"}], channels))
    contacts = client.query("q=contact").json["contacts"]
    ada = {"nickname": "ada", "name": "Ada L.", "url": "https://ada.example/"}
    checks.same(WHO, "contact has whom the owner knows", contacts, [ada])
    checks.same(WHO, "contact with a filter", client.query("q=contact", "filter=nobody").json, {"contacts": []})
    checks.same(WHO, "syndicate-to", client.query("q=syndicate-to").json, {"syndicate-to": []})
    checks.same(
        WHO, "post-types", client.query("q=post-types").json["post-types"], client.query("q=config").json["post-types"]
    )
    url = client.create({"content": ["In a channel"], "mp-channel": ["walks"]})
    page = client.look(client.base + "/channels/walks")
    checks.check(WHO, "mp-channel files a post there", differences(page.status, 200) + missing([url], page.text))
    answer = client.json({"properties": {"content": ["In none"], "mp-channel": ["nowhere"]}})
    checks.same(WHO, "400 for a channel that there isn't", answer.refusal, (400, "invalid_request"))


def check_media(checks, client, scratch):
    answer = client.multipart(f"file=@{scratch}/two.jpg;type=image/jpeg", "alt=A tower", url=client.media)
    url = place(answer)
    item = client.query("q=last", url=client.media).json
    checks.same(WHO, "media: last is what was uploaded last", (item.get("url"), item.get("alt")), (url, "A tower"))
    listed = client.query("q=source", "limit=2", url=client.media).json["items"]
    checks.same(WHO, "media: source has it first", (len(listed), listed[0]["url"]), (2, url))
    checks.same(
        WHO,
        "media: source has the others behind",
        client.query("q=source", "limit=1", "offset=1", url=client.media).json["items"],
        listed[1:],
    )
    found = client.query("q=source", "url=" + url, url=client.media).json["items"]
    checks.same(WHO, "media: source of one", [one["url"] for one in found], [url])
    none = client.query("q=source", "url=" + client.base + "/media/none/full.jpg", url=client.media).json
    checks.same(WHO, "media: source of none", none, {"items": []})
    checks.same(
        WHO,
        "media: 400 for an unknown q",
        client.query("q=nonsense", url=client.media).refusal,
        (400, "invalid_request"),
    )
    post = client.create({"content": ["By address"], "photo": [url]})
    page = client.look(post).text
    checks.check(WHO, "media: a post shows it with its text", missing([url, 'alt="A tower"'], page))
