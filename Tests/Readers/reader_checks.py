"""What each reader makes of each feed, against what the feed says."""

from entries import Markup, squeezed


def check(checks, readers, documents):
    """`documents` are all feeds, of all formats."""
    for reader in readers:
        for document in documents:
            if document.format in reader.formats:
                what = f"{document.url}: {len(document.entries)} entries"
                checks.check(reader.name, what, problems_of(reader, document)[:5])


def problems_of(reader, document):
    try:
        found = reader.read(document.url)
    except ValueError as error:
        return [error]
    ids, wanted = [entry.id for entry in found], [entry.id for entry in document.entries]
    if sorted(ids) != sorted(wanted):
        return [f"{len(ids)} entries, ids that differ: {sorted(set(ids) ^ set(wanted))[:5]}"]
    problems = [] if ids == wanted or not reader.keeps_order else ["the order is another"]
    by_id = {entry.id: entry for entry in document.entries}
    for entry in found:
        problems += [f"{entry.id}: {problem}" for problem in differences_of(entry, by_id[entry.id], reader, document)]
    return problems


def differences_of(entry, wanted, reader, document):
    pairs = {"link": (entry.link, wanted.link), "published": (entry.published, wanted.published)}
    if wanted.published < 0 and not reader.knows_old_dates:
        del pairs["published"]
    if reader.keeps_title(wanted.title, document.format):
        title, wanted_title = squeezed(entry.title), squeezed(wanted.title)
        if reader.decodes_titles or Markup(title).text != wanted_title:
            pairs["title"] = (title, wanted_title)
    elif not squeezed(entry.title):
        yield "no title"
    pairs["text"] = (Markup(reader.body(entry)).text, Markup(wanted.content).text)
    for name in ("enclosures", "categories", "updated"):
        value, other = getattr(entry, name), getattr(wanted, name)
        if value is not None and other is not None:
            pairs[name] = (value, other)
    for name, (value, other) in pairs.items():
        if value != other:
            yield f"{name}: {short(value)} instead of {short(other)}"


def short(value):
    return repr(value)[:120]
