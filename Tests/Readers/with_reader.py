"""Reads with reader (PyPI), which keeps what it has read and takes out what is unsafe."""

try:
    import reader
except ImportError:
    reader = None

from entries import Enclosure, Entry
from habits import Habits


class Reader(Habits):
    formats = ("atom", "rss", "json")
    keeps_entries = True
    decodes_titles = False

    def __init__(self):
        if reader is None:
            raise LookupError("reader")
        self.name = f"reader {reader.__version__}"
        self._reader = reader.make_reader(":memory:")

    def read(self, url):
        self._reader.add_feed(url, exist_ok=True)
        self._update(url)
        return [self._entry(entry) for entry in self._reader.get_entries(feed=url)]

    def new_entries(self, url):
        """Asks again."""
        before = {entry.id for entry in self._reader.get_entries(feed=url)}
        self._update(url)
        return [entry.id for entry in self._reader.get_entries(feed=url) if entry.id not in before]

    def _update(self, url):
        try:
            self._reader.update_feed(url)
        except reader.ReaderError as error:
            raise ValueError(str(error)) from error

    def _entry(self, entry):
        content = entry.get_content()
        return Entry(
            id=entry.id,
            link=entry.link,
            title=entry.title or "",
            published=int(entry.published.timestamp()) if entry.published else 0,
            updated=int(entry.updated.timestamp()) if entry.updated else None,
            content=content.value if content else "",
            enclosures=[Enclosure(file.href, file.type, file.length) for file in entry.enclosures],
        )
