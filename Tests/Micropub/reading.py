"""What a reader of microformats finds in a page, and how that differs from what was sent."""

import datetime
import urllib.parse

try:
    import mf2py
except ImportError:
    mf2py = None

# What the site knows of each post, whatever the client said.
SITE_ADDS = {"author", "published", "uid", "updated", "url"}


def read(answer):
    return mf2py.parse(doc=answer.text, url=answer.url)


def entry_of(answer):
    """The first entry or event of a page, or None."""
    return next((item for item in read(answer)["items"] if {"h-entry", "h-event"} & set(item["type"])), None)


def feed_of(client):
    """All entries of the front page and of the pages that follow it, by their address; and the number of pages."""
    entries, pages, url = {}, 0, client.base + "/"
    while url and pages < 50:
        answer = client.look(url)
        parsed = read(answer)
        pages += 1
        for feed in parsed["items"]:
            for item in feed.get("children", []) if "h-feed" in feed["type"] else []:
                entries[item["properties"]["url"][0]] = item
        links = parsed["rels"].get("next", [])
        url = urllib.parse.urljoin(url, links[0]) if links else None
    return entries, pages


def differences_of(item, type, sent):
    """What speaks against an item that was read being the one that was sent."""
    if item is None:
        return ["there is no entry"]
    found = item["properties"]
    problems = [] if item["type"] == [type] else [f"it is {item['type']}"]
    for name, values in sent.items():
        problems += differences_of_values(name, found.get(name, []), values)
    extra = found.keys() - sent.keys() - SITE_ADDS
    return problems + [f"nobody sent {name}: {found[name]!r}" for name in sorted(extra)]


def differences_of_values(name, found, sent):
    if not found:
        return [f"{name} is not there"]
    if len(found) == len(sent) and all(fits(*pair) for pair in zip(found, sent, strict=True)):
        return []
    return [f"{name} is {found!r} instead of {sent!r}"]


def fits(found, sent):
    """Whether a value that was read says at least what was sent."""
    if isinstance(sent, str):
        return plain(found) == sent or is_same_time(found, sent)
    if "type" in sent:
        return (
            isinstance(found, dict)
            and found.get("type") == sent["type"]
            and not any(
                differences_of_values(name, found["properties"].get(name, []), values)
                for name, values in sent["properties"].items()
            )
        )
    if "html" in sent:
        return isinstance(found, dict) and found.get("html", "").strip() == sent["html"]
    return isinstance(found, dict) and (found.get("value"), found.get("alt")) == (sent["value"], sent["alt"])


def is_same_time(found, sent):
    """Whether both are the same time at the same offset: mf2py spells `+02:00` as `+0200`."""
    try:
        return datetime.datetime.fromisoformat(found).isoformat() == datetime.datetime.fromisoformat(sent).isoformat()
    except (TypeError, ValueError):
        return False


def plain(value):
    return value.get("value", "").strip() if isinstance(value, dict) else value
