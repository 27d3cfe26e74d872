"""Rules for feeds in XML."""

import re

import rules
from strict import ATOM

MEDIA = "{http://search.yahoo.com/mrss/}"
ONCE = ("id", "title", "updated")
AT_MOST_ONCE = ("published", "summary", "content", "rights", "source")
LENGTH = re.compile(r"\d+")
RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d "
    # Other minutes are allowed, and warned of.
    r"[+-]\d\d[03]0"
)
RSS_ONCE = ("title", "link", "description", "lastBuildDate")


def of_atom(document):
    """RFC 4287, sections 4.1.1 and 4.1.2."""
    root = document.root
    if root.tag != ATOM + "feed":
        yield f"the root is {root.tag}"
    yield from counts(root, "the feed", ONCE, ("subtitle", "generator", "icon", "logo"))
    if not root.findtext(f"{ATOM}author/{ATOM}name", "").strip():
        yield "no author"
    yield from same_links(root)
    for element in root.findall(ATOM + "entry"):
        id = element.findtext(ATOM + "id")
        yield from counts(element, id, ONCE, AT_MOST_ONCE)
        yield from same_links(element, id)
        for link in element.findall(ATOM + "link"):
            if link.get("rel") == "enclosure" and not LENGTH.fullmatch(link.get("length", "")):
                yield f"{id}: no length of an enclosure"
            if "title" in link.attrib and not link.get("title").strip():
                yield f"{id}: a link with a blank title"


def counts(element, name, once, at_most_once):
    for tag in once:
        if len(element.findall(ATOM + tag)) != 1:
            yield f"{name}: {len(element.findall(ATOM + tag))} of {tag}"
    for tag in at_most_once:
        if len(element.findall(ATOM + tag)) > 1:
            yield f"{name}: more than one {tag}"
    for tag in ("id", "title"):
        if not element.findtext(ATOM + tag, "").strip():
            yield f"{name}: {tag} is blank"


def same_links(element, name="the feed"):
    """Two links must not mean the same, hubs and enclosures aside."""
    links = [link for link in element.findall(ATOM + "link") if link.get("rel") not in ("hub", "enclosure")]
    keys = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in links]
    yield from (f"{name}: two links {key}" for key in set(keys) if keys.count(key) > 1)


def equal_updated(document):
    """The validator warns of two entries with the very same `updated`."""
    times = [element.findtext(ATOM + "updated") for element in document.root.findall(ATOM + "entry")]
    yield from sorted({f"{time}, {times.count(time)} times" for time in times if times.count(time) > 1})


def texts_like_markup(document):
    """Texts that are declared as plain, and look like HTML."""
    for element in document.root.iter():
        is_plain = element.get("type") in ("text", "plain") or not element.tag.startswith((ATOM, MEDIA))
        if is_plain and element.tag in (ATOM + "title", "title", MEDIA + "description", "category"):
            if rules.looks_like_markup(element.text or ""):
                yield f"{element.tag.rpartition('}')[2]} {element.text[:60]!r}"
        if element.tag == ATOM + "link" and rules.looks_like_markup(element.get("title", "")):
            yield f"title of a link {element.get('title')!r}"


def controls_in_attributes(document):
    for element in document.root.iter():
        for name, value in element.attrib.items():
            yield from (f"{name}: {problem}" for problem in rules.bad_characters(value))


def of_rss(document):
    """RSS 2.0 with the advice of its board."""
    root = document.root
    if (root.tag, root.get("version"), len(root.findall("channel"))) != ("rss", "2.0", 1):
        yield "no rss 2.0 with one channel"
    channel = root.find("channel")
    for tag in RSS_ONCE:
        if len(channel.findall(tag)) != 1 or not channel.findtext(tag).strip():
            yield f"the channel: {len(channel.findall(tag))} of {tag}, or blank"
    dates = [channel.findtext("lastBuildDate")]
    for item in channel.findall("item"):
        id = item.findtext("guid", "")
        if item.find("title") is None and item.find("description") is None:
            yield f"{id}: neither title nor description"
        for tag in ("title", "link", "description", "guid", "pubDate", "enclosure"):
            if len(item.findall(tag)) > 1:
                yield f"{id}: more than one {tag}"
        if item.find("title") is not None and not item.findtext("title").strip():
            yield f"{id}: title is blank"
        if item.find("guid").get("isPermaLink", "true") == "true" and id != item.findtext("link"):
            yield f"{id}: a permalink that isn't the link"
        names = [child.tag for child in item]
        if "description" not in names[: names.index("{http://purl.org/rss/1.0/modules/content/}encoded")]:
            yield f"{id}: no description before the content"
        dates.append(item.findtext("pubDate"))
    yield from (f"{date!r} is a date that is warned of" for date in dates if not RFC_822.fullmatch(date))
