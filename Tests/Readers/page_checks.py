"""Feeds in several pages: walking them finds every entry once."""

import strict
from checks import Stop

MOST_PAGES = 500


def check(checks, readers, feeds):
    """`feeds` are the ids that each address must have, newest first."""
    for url, wanted in feeds.items():
        pages = walk(url, "next")
        checks.same(url, f"{len(pages)} pages have all entries, in order", ids_of(pages), wanted)
        checks.check(url, "the pages lead to each other", neighbours(pages))
        for reader in readers:
            if pages[0].format in reader.formats and reader.sees_changes:
                check_reader(checks, reader, pages)


def check_reader(checks, reader, pages):
    problems = []
    for page in pages:
        try:
            found = sorted(entry.id for entry in reader.read(page.url))
        except ValueError as error:
            problems.append(f"{page.url}: {error}")
            continue
        if found != sorted(entry.id for entry in page.entries):
            problems.append(f"{page.url}: {len(found)} entries")
    checks.check(reader.name, f"{pages[0].url}: {len(pages)} pages", problems)


def check_archive(checks, url, wanted):
    """RFC 5005, section 4: the feed and its archive documents have every entry, and archives say what they are."""
    pages = walk(url, "prev-archive")
    if len(pages) == 1:
        print(f"note    {url} has no archive")
        return
    # Of an entry that stands in two documents the newer one counts: that of the later document.
    others = sorted(set(ids_of(pages)) ^ set(wanted))
    checks.check(url, f"{len(pages)} documents of the archive have all entries", others[:5])
    mark = "{http://purl.org/syndication/history/1.0}archive"
    checks.check(url, "archives say that they are", [page.url for page in pages[1:] if page.root.find(mark) is None])
    checks.same(url, "the feed says that it is none", pages[0].root.find(mark), None)
    problems = [page.url for page in pages[1:] if page.links.get("current") != url]
    checks.check(url, "archives name the feed", problems)
    # Where a reader begins is up to its feed, so the way up need not be the way down.
    newer = {page.url: page.links["next-archive"] for page in pages[1:] if "next-archive" in page.links}
    problems = [url for url, above in newer.items() if strict.read(above).links.get("prev-archive") != url]
    checks.check(url, "what an archive calls the next one leads back to it", problems)
    tags, again = ([page.headers["ETag"] for page in walk(url, "prev-archive")] for _ in range(2))
    checks.same(url, "archives stay as they are", again, tags)


def walk(url, relation):
    """All documents from the first on."""
    pages, seen = [strict.read(url)], {url}
    while relation in pages[-1].links:
        url = pages[-1].links[relation]
        if url in seen or len(pages) > MOST_PAGES:
            raise Stop(f"{relation} of {pages[-1].url} leads round and round")
        seen.add(url)
        pages.append(strict.read(url))
    return pages


def ids_of(pages):
    return [entry.id for page in pages for entry in page.entries]


def neighbours(pages):
    """JSON Feed knows only the next page."""
    for page, before in zip(pages, [None, *pages], strict=False):
        if page.format == "json":
            continue
        wanted = before and before.url
        if page.links.get("previous") != wanted:
            yield f"{page.url}: previous is {page.links.get('previous')} instead of {wanted}"
        if page.links.get("first") != (wanted and pages[0].url):
            yield f"{page.url}: first is {page.links.get('first')}"
        if page.links.get("self") != page.url:
            yield f"{page.url}: self is {page.links.get('self')}"
    ids = {page.root.findtext("{http://www.w3.org/2005/Atom}id") for page in pages if page.format == "atom"}
    if len(ids) > 1:
        yield f"the pages have several ids: {ids}"
