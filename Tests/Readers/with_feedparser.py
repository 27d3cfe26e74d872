"""Reads with feedparser (PyPI)."""

import calendar

try:
    import feedparser
except ImportError:
    feedparser = None

from entries import Enclosure, Entry, Markup
from habits import Habits


class Feedparser(Habits):
    formats = ("atom", "rss")

    def __init__(self):
        if feedparser is None:
            raise LookupError("feedparser")
        self.name = f"feedparser {feedparser.__version__}"
        self._known = {}

    def read(self, url):
        """The reader neither completes relative addresses nor takes anything out, so that what was sent is seen."""
        feed = feedparser.parse(url, resolve_relative_uris=False, sanitize_html=False)
        self._known[url] = feed
        self._is_atom = feed.version == "atom10"
        if feed.bozo:
            raise ValueError(f"not well-formed: {feed.bozo_exception}")
        return [self._entry(entry) for entry in feed.entries]

    def new_entries(self, url):
        """Asks again, with what the last answer said of itself."""
        known = self._known.get(url) or feedparser.parse(url)
        feed = feedparser.parse(url, etag=known.get("etag"), modified=known.get("modified"))
        if feed.get("status") != 304:
            self._known[url] = feed
        before = {entry.id for entry in known.entries}
        return [entry.id for entry in feed.entries if entry.id not in before]

    def _entry(self, entry):
        files = [link for link in entry.get("links", []) if link.get("rel") == "enclosure"]
        return Entry(
            id=entry.get("id", ""),
            link=entry.get("link", ""),
            title=self._title(entry),
            published=calendar.timegm(entry.published_parsed),
            updated=calendar.timegm(entry.updated_parsed) if entry.get("updated_parsed") else None,
            content="".join(part.value for part in entry.get("content", [])),
            enclosures=[Enclosure(file.href, file.get("type", ""), int(file.get("length") or 0)) for file in files],
            categories=[tag.term for tag in entry.get("tags", [])],
        )

    def _title(self, entry):
        """In RSS it is never certain what a title is; there it is taken for plain."""
        is_html = "title" in entry and entry.title_detail.type == "text/html" and self._is_atom
        return Markup(entry.title).text if is_html else entry.get("title", "")
