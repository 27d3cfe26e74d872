"""Updates: what they change, and what they leave."""

from client import place

WHO = "update"


def check(checks, client):
    check_parts(checks, client)
    check_photo_text(checks, client)
    check_all_or_nothing(checks, client)
    check_slug(checks, client)
    check_kind(checks, client)


def check_parts(checks, client):
    url = client.create(
        {
            "content": ["Herons at first"],
            "published": ["2026-01-02T03:04:05Z"],
            "category": ["a", "b"],
            "x-kept": [{"deep": ["1"]}],
        }
    )

    def change(what, wanted, **parts):
        answer = client.update(url, **parts)
        checks.same(WHO, f"{what}: 204, or 200", answer.status in (200, 204), True)
        source = client.source(url)
        checks.same(WHO, what, {name: source.get(name) for name in wanted}, wanted)

    change("replace", {"content": ["After"], "category": ["a", "b"]}, replace={"content": ["After"]})
    change("replace what wasn't there", {"name": ["A name"]}, replace={"name": ["A name"]})
    change("add to a list", {"category": ["a", "b", "c"]}, add={"category": ["c"]})
    change(
        "add what wasn't there", {"syndication": ["https://x.example/1"]}, add={"syndication": ["https://x.example/1"]}
    )
    change("delete a value", {"category": ["a", "c"]}, delete={"category": ["b"]})
    change("delete a value that isn't there", {"category": ["a", "c"]}, delete={"category": ["nobody"]})
    change("delete a property", {"syndication": None}, delete=["syndication"])
    change("delete the last values", {"category": None}, delete={"category": ["a", "c"]})
    change(
        "several at once",
        {"content": ["Last"], "category": ["z"], "name": None},
        replace={"content": ["Last"]},
        add={"category": ["z"]},
        delete=["name"],
    )
    change("the rest stays", {"x-kept": [{"deep": ["1"]}]}, add={"category": ["y"]})
    change("a property that is a command is none", {"mp-other": None}, replace={"mp-other": ["1"], "content": ["Seals by now"]})
    page = client.look(url).text
    checks.same(WHO, "the page has the new text, and not the old", ("Seals by now" in page, "Herons" in page), (True, False))
    checks.same(WHO, "the page says that it was changed", "dt-updated" in page, True)


def check_photo_text(checks, client):
    photo = "https://pictures.example/"
    url = client.create({"content": ["Alt"], "photo": [{"value": photo + "1.jpg", "alt": "Old"}, photo + "2.jpg"]})
    client.update(
        url, replace={"photo": [{"value": photo + "1.jpg", "alt": "New"}, {"value": photo + "2.jpg", "alt": "Too"}]}
    )
    found = client.source(url)["photo"]
    checks.same(
        WHO, "texts of photos", [value["alt"] if isinstance(value, dict) else None for value in found], ["New", "Too"]
    )
    page = client.look(url).text
    checks.same(WHO, "texts of photos on the page", ('alt="New"' in page, 'alt="Old"' in page), (True, False))
    client.update(url, replace={"photo": [photo + "1.jpg"]}, mp_photo_alt=["Beside"])
    checks.same(
        WHO, "a text by mp-photo-alt", client.source(url)["photo"], [{"value": photo + "1.jpg", "alt": "Beside"}]
    )
    client.update(url, delete={"photo": [photo + "1.jpg"]})
    checks.same(WHO, "a photo is deleted by its address", client.source(url).get("photo"), None)


def check_all_or_nothing(checks, client):
    url = client.create({"content": ["Whole"]})
    before = client.source(url)
    bad = {
        "a value that is no list": {"replace": {"content": "bare"}},
        "one part of two is wrong": {"replace": {"content": ["x"]}, "add": {"category": "bare"}},
        "delete is a text": {"delete": "content"},
        "nothing to do": {},
        "a date that is none": {"replace": {"published": ["yesterday"]}},
        "a visibility that is none": {"replace": {"content": ["x"], "visibility": ["secret"]}},
        "nothing would be left": {"delete": ["content", "published"]},
    }
    for what, parts in bad.items():
        checks.same(WHO, f"400 when {what}", client.update(url, **parts).refusal, (400, "invalid_request"))
    checks.same(WHO, "nothing of what was refused is done", client.source(url), before)
    form = client.form("action=update", "url=" + url, "content=x")
    checks.same(WHO, "400 for an update by form", form.refusal, (400, "invalid_request"))
    for what, other in {"no post": client.base + "/notes/never-was", "another site": "https://other.example/"}.items():
        answer = client.update(other, replace={"content": ["x"]})
        checks.same(WHO, f"400 for {what}", answer.refusal, (400, "invalid_request"))


def check_slug(checks, client):
    url = client.create({"content": ["It moves"], "mp-slug": ["before-the-move"]})
    answer = client.update(url, replace={"mp-slug": ["after-the-move"], "content": ["It moved"]})
    checks.same(WHO, "201 when the address changes", answer.status, 201)
    moved = place(answer)
    checks.same(WHO, "Location is the new address", moved, client.base + "/notes/after-the-move")
    old = client.look(url)
    checks.same(WHO, "301 from the old address", (old.status, old.headers.get("Location")), (301, moved))
    checks.same(WHO, "200 at the new one", client.look(moved).status, 200)
    # A client that knows the old address only.
    answer = client.update(url, replace={"content": ["Still found"]})
    checks.same(
        WHO, "an update by the old address", (answer.status, client.source(moved)["content"]), (204, ["Still found"])
    )
    answer = client.update(moved, replace={"content": ["The same"]}, mp_slug="after-the-move")
    checks.same(WHO, "no 201 when the address stays", answer.status, 204)
    back = client.update(moved, replace={"content": ["Back"]}, mp_slug=["before-the-move"])
    checks.same(WHO, "it can go back", (back.status, back.headers.get("Location")), (201, url))
    checks.same(WHO, "301 the other way", client.look(moved).headers.get("Location"), url)
    other = client.create({"content": ["Taken"], "mp-slug": ["taken"]})
    answer = client.update(url, replace={"content": ["Collides"]}, mp_slug="taken")
    checks.same(WHO, "a taken address stays whose it is", "Taken" in client.look(other).text, True)
    checks.same(WHO, "and the other gets one of its own", place(answer).startswith(other + "-"), True)


def check_kind(checks, client):
    """A note that gets a title is an article, at the address where it was."""
    url = client.create({"content": ["It had no title"]})
    answer = client.update(url, add={"name": ["A late title"]})
    checks.same(WHO, "a title later", (answer.status, url in client.list("post-type=article")), (204, True))
    checks.same(WHO, "the address stays", client.look(url).status, 200)
