"""Reads with atoma (PyPI), which is strict."""

import importlib.metadata
import math

try:
    import atoma
except ImportError:
    atoma = None

from entries import Enclosure, Entry, Markup
from fetching import fetch
from habits import Habits


class Atoma(Habits):
    formats = ("atom", "rss", "json")

    def __init__(self):
        if atoma is None:
            raise LookupError("atoma")
        self.name = f"atoma {importlib.metadata.version('atoma')}"

    def read(self, url):
        body = fetch(url).body
        try:
            return getattr(self, "_" + url.partition("?")[0].rpartition(".")[2])(body)
        except atoma.exceptions.FeedParseError as error:
            raise ValueError(str(error)) from error

    def _atom(self, body):
        return [
            Entry(
                id=entry.id_,
                link=next(link.href for link in entry.links if link.rel == "alternate"),
                title=text_of(entry.title),
                published=seconds(entry.published),
                updated=seconds(entry.updated),
                content=entry.content.value if entry.content else "",
                enclosures=[
                    Enclosure(link.href, link.type_, int(link.length))
                    for link in entry.links
                    if link.rel == "enclosure"
                ],
                categories=[category.term for category in entry.categories],
            )
            for entry in atoma.parse_atom_bytes(body).entries
        ]

    def _rss(self, body):
        return [
            Entry(
                id=item.guid,
                link=item.link,
                title=item.title or "",
                published=seconds(item.pub_date),
                content=item.content_encoded or "",
                enclosures=[Enclosure(file.url, file.type, file.length) for file in item.enclosures],
                categories=item.categories,
            )
            for item in atoma.parse_rss_bytes(body).items
        ]

    def _json(self, body):
        return [
            Entry(
                id=item.id_,
                link=item.url,
                title=item.title or "",
                published=seconds(item.date_published),
                updated=seconds(item.date_modified),
                content=item.content_html or item.content_text,
                enclosures=[Enclosure(file.url, file.mime_type, file.size_in_bytes) for file in item.attachments],
                categories=item.tags,
            )
            for item in atoma.parse_json_feed_bytes(body).items
        ]


def text_of(construct):
    return Markup(construct.value).text if construct.text_type.value == "html" else construct.value


def seconds(time):
    return math.floor(time.timestamp()) if time else 0
