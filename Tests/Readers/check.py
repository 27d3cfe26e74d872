"""Checks what feed readers make of a site's feed against what was posted; see run."""

import argparse
import calendar
import contextlib
import functools
import html
import html.parser
import pathlib
import sqlite3
import sys
import urllib.request
from dataclasses import dataclass

try:
    import feedparser
except ImportError:
    feedparser = None


@dataclass
class Enclosure:
    url: str
    type: str
    length: int


@dataclass
class Entry:
    """One entry as a reader has it."""

    id: str
    title: str
    link: str
    published: int
    content: str
    enclosures: list[Enclosure]


@dataclass
class Expected:
    """One entry as it was posted."""

    url: str
    title: str
    alts: list[str]

    @staticmethod
    def read(file):
        for line in pathlib.Path(file).read_text().splitlines():
            url, title, alts = line.split("\t")
            yield Expected(url, title, alts.split("|") if alts else [])


class Links(html.parser.HTMLParser):
    """The addresses and pictures in the HTML of an entry."""

    def __init__(self, content):
        super().__init__()
        self.urls, self.images, self.alts = [], [], []
        self.feed(content)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.urls += [attributes[name] for name in ("href", "src") if name in attributes]
        if tag == "img":
            self.images.append(attributes.get("src", ""))
            self.alts.append(attributes.get("alt"))


class Checks:
    """Prints one line for each check and remembers whether one failed."""

    def __init__(self):
        self.failed = False

    def check(self, reader, what, problems):
        """`problems` is what speaks against it: nothing when all is well."""
        problems = [str(problem) for problem in problems]
        self.failed = self.failed or bool(problems)
        print(f"FAILED  {reader}: {what}: {'; '.join(problems)}" if problems else f"ok      {reader}: {what}")


def differences(found, wanted):
    return [] if found == wanted else [f"{found!r} instead of {wanted!r}"]


def read_with_feedparser(address):
    """The parsed feed, and its entries.

    The reader neither completes relative addresses nor takes anything out, so that the checks see what was sent.
    """
    feed = feedparser.parse(address, resolve_relative_uris=False, sanitize_html=False)
    return feed, [
        Entry(
            id=entry.get("id", ""),
            title=entry.get("title", ""),
            link=entry.get("link", ""),
            published=seconds(entry.get("published_parsed")),
            content="".join(part.value for part in entry.get("content", [])),
            enclosures=[
                Enclosure(link.get("href", ""), link.get("type", ""), int(link.get("length") or 0))
                for link in entry.get("enclosures", [])
            ],
        )
        for entry in feed.entries
    ]


def seconds(time):
    return calendar.timegm(time) if time else 0


def read_newsboat(cache):
    """The entries in the cache of newsboat, which keeps enclosures only when they are sound or video."""
    with contextlib.closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT guid, title, url, pubDate, content FROM rss_item WHERE deleted = 0")
        return [Entry(*row, enclosures=[]) for row in rows]


def check_entries(checks, reader, entries, expected, options):
    """What holds for any reader."""
    by_id = {entry.id: entry for entry in entries}
    check = functools.partial(checks.check, reader)
    check("number of entries", differences(len(entries), options.seeded + len(expected)))
    check("ids are unique", differences(len(by_id), len(entries)))
    check("ids are the permalinks", [entry.id for entry in entries if entry.id != entry.link])
    check("every entry has a title", [entry.id for entry in entries if not entry.title.strip()])
    check("every entry has a date", [entry.id for entry in entries if entry.published <= 0])
    check(
        "links are absolute and of the site",
        [entry.link for entry in entries if not entry.link.startswith(options.base + "/")],
    )
    check(
        "addresses in contents are absolute",
        [url for entry in entries for url in Links(entry.content).urls if not url.startswith(("http://", "https://"))],
    )
    for post in expected:
        check(f"'{post.title}', photos: {len(post.alts)}", problems_of(by_id.get(post.url), post, options))


def problems_of(entry, post, options):
    if entry is None:
        return ["it is not there"]
    links = Links(entry.content)
    return (
        differences(entry.title, post.title)
        + differences(links.alts, post.alts)
        + [image for image in links.images if not image.startswith(options.base + "/media/")]
        + ([] if html.escape(post.title) in entry.content else ["its text is not in the content"])
    )


def check_feedparser(checks, options, expected):
    """Reads with feedparser, checks what only it shows, and returns the entries."""
    name = f"feedparser {feedparser.__version__}"
    feed, entries = read_with_feedparser(options.feed)
    checks.check(name, "the feed is well-formed", [feed.bozo_exception] if feed.bozo else [])
    checks.check(name, "it is Atom", differences(feed.version, "atom10"))
    links = {link.rel: link.href for link in feed.feed.get("links", [])}
    address = options.base + "/feed.atom"
    checks.check(
        name,
        "the feed's id and links",
        differences(feed.feed.get("id"), address)
        + differences(links.get("self"), address)
        + differences(links.get("alternate"), options.base + "/"),
    )
    checks.check(name, "the feed has a title and an author", {"title", "author"} - feed.feed.keys())
    check_entries(checks, name, entries, expected, options)
    by_id = {entry.id: entry for entry in entries}
    check_enclosures(checks, name, by_id, expected, options)
    again = feedparser.parse(options.feed, etag=feed.get("etag"))
    checks.check(name, "304 for a reader that has the feed", differences(again.get("status"), 304))
    return entries


def check_enclosures(checks, reader, by_id, expected, options):
    """Every photo has one, and each is what the feed says."""
    enclosures = [enclosure for entry in by_id.values() for enclosure in entry.enclosures]
    checks.check(
        reader,
        "one enclosure for each photo",
        [
            problem
            for post in expected
            if post.url in by_id
            for problem in differences(len(by_id[post.url].enclosures), len(post.alts))
        ],
    )
    checks.check(
        reader,
        "enclosures are media of the site",
        [enclosure.url for enclosure in enclosures if not enclosure.url.startswith(options.base + "/media/")],
    )
    checks.check(
        reader,
        f"length and type of {len(enclosures)} enclosures",
        [problem for enclosure in enclosures for problem in problems_of_file(enclosure, options)],
    )


def problems_of_file(enclosure, options):
    """Fetches an enclosure from where the site listens."""
    if not enclosure.url.startswith(options.base):
        return [f"{enclosure.url} is elsewhere"]
    try:
        with urllib.request.urlopen(enclosure.url.replace(options.base, options.site), timeout=30) as answer:
            return differences(len(answer.read()), enclosure.length) + differences(
                answer.headers.get_content_type(), enclosure.type
            )
    except OSError as error:
        return [f"{enclosure.url}: {error}"]


def check_newsboat(checks, options, expected):
    """Checks what newsboat has read, and returns the entries."""
    try:
        entries = read_newsboat(options.newsboat)
    except sqlite3.Error as error:
        checks.check("newsboat", "it reads the feed", [error])
        return []
    check_entries(checks, "newsboat", entries, expected, options)
    return entries


def compare_readers(checks, first, second):
    """Two readers must find the same entries."""
    first, second = (
        {entry.id: (entry.title, entry.link, entry.published) for entry in entries} for entries in (first, second)
    )
    checks.check("both readers", "same ids", first.keys() ^ second.keys())
    checks.check(
        "both readers",
        "same titles, links and dates",
        [f"{first[id]} and {second[id]}" for id in first.keys() & second.keys() if first[id] != second[id]],
    )


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feed", required=True, help="where the feed is fetched from")
    parser.add_argument("--site", required=True, help="where the site listens")
    parser.add_argument("--base", required=True, help="the site's canonical address")
    parser.add_argument("--seeded", required=True, type=int, help="entries that were there before")
    parser.add_argument("--expected", required=True, help="lines: address, title, alternative texts; tabs between")
    parser.add_argument("--newsboat", required=True, help="newsboat's cache; empty when it isn't installed")
    return parser.parse_args()


def main():
    options = arguments()
    expected = list(Expected.read(options.expected))
    checks = Checks()
    read = []
    if feedparser:
        read.append(check_feedparser(checks, options, expected))
    else:
        print("note    feedparser is not installed: left out")
    if options.newsboat:
        read.append(check_newsboat(checks, options, expected))
    else:
        print("note    newsboat is not installed: left out")
    if len(read) == 2:
        compare_readers(checks, *read)
    sys.exit(1 if checks.failed else 0)


main()
