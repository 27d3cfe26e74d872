"""Reads feeds as their specifications are written, and takes nothing that is wrong: what the readers are held to."""

import calendar
import dataclasses
import datetime
import email.utils
import json
import re
import xml.etree.ElementTree

from entries import Enclosure, Entry, Markup
from fetching import fetch

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@dataclasses.dataclass
class Document:
    """A feed in one format; `root` is an element, or what JSON says."""

    format: str
    url: str
    headers: object
    root: object
    entries: list[Entry]
    links: dict[str, str]


def read(url):
    """Fetches and reads a feed.

    Raises ValueError for one that isn't well-formed or lacks what an entry must have; both as far as Python's parsers
    know, which are strict. The checks of each format say the rest.
    """
    answer = fetch(url)
    if answer.status != 200:
        raise ValueError(f"{answer.status} for {url}")
    try:
        return READERS[answer.headers.get_content_type()](answer)
    except (xml.etree.ElementTree.ParseError, AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{url}: {error!r}") from error


def atom(answer):
    root = xml.etree.ElementTree.fromstring(answer.body)
    links = {link.get("rel"): link.get("href") for link in root.findall(ATOM + "link")}
    entries = [atom_entry(element) for element in root.findall(ATOM + "entry")]
    return Document("atom", answer.url, answer.headers, root, entries, links)


def atom_entry(element):
    links = element.findall(ATOM + "link")
    return Entry(
        id=element.find(ATOM + "id").text,
        link=next(link.get("href") for link in links if link.get("rel") == "alternate"),
        title=text_of(element.find(ATOM + "title")),
        published=rfc_3339(element.findtext(ATOM + "published")),
        updated=rfc_3339(element.findtext(ATOM + "updated")),
        content=element.findtext(ATOM + "content") or "",
        enclosures=[
            Enclosure(link.get("href"), link.get("type"), int(link.get("length")))
            for link in links
            if link.get("rel") == "enclosure"
        ],
        categories=[category.get("term") for category in element.findall(ATOM + "category")],
    )


def text_of(element):
    """A text construct as plain text (RFC 4287, section 3.1)."""
    return Markup(element.text or "").text if element.get("type") == "html" else element.text or ""


def rss(answer):
    root = xml.etree.ElementTree.fromstring(answer.body)
    channel = root.find("channel")
    links = {link.get("rel"): link.get("href") for link in channel.findall(ATOM + "link")}
    entries = [rss_item(element) for element in channel.findall("item")]
    return Document("rss", answer.url, answer.headers, root, entries, links)


def rss_item(element):
    return Entry(
        id=element.find("guid").text,
        link=element.find("link").text,
        title=element.findtext("title") or "",
        published=calendar.timegm(email.utils.parsedate_to_datetime(element.findtext("pubDate")).utctimetuple()),
        content=element.findtext(CONTENT + "encoded") or element.findtext("description") or "",
        enclosures=[
            Enclosure(file.get("url"), file.get("type"), int(file.get("length")))
            for file in element.findall("enclosure")
        ],
        categories=[category.text for category in element.findall("category")],
    )


def json_feed(answer):
    root = json.loads(answer.body)
    links = {"self": root["feed_url"], "alternate": root["home_page_url"]}
    if "next_url" in root:
        links["next"] = root["next_url"]
    return Document("json", answer.url, answer.headers, root, [json_item(item) for item in root["items"]], links)


def json_item(item):
    return Entry(
        id=item["id"],
        link=item["url"],
        title=item.get("title", ""),
        published=rfc_3339(item["date_published"]),
        updated=rfc_3339(item["date_modified"]),
        content=item.get("content_html") or item["content_text"],
        enclosures=[
            Enclosure(file["url"], file["mime_type"], file.get("size_in_bytes", 0))
            for file in item.get("attachments", [])
        ],
        categories=item.get("tags", []),
    )


def rfc_3339(text):
    """Seconds since 1970."""
    if not RFC_3339.fullmatch(text):
        raise ValueError(f"{text!r} is no date of RFC 3339")
    return calendar.timegm(datetime.datetime.fromisoformat(text).utctimetuple())


READERS = {"application/atom+xml": atom, "application/rss+xml": rss, "application/feed+json": json_feed}
