"""What was posted must stand in the site's feeds, and the same in each format."""

import unicodedata

from checks import differences
from entries import Markup, squeezed


def check(checks, documents, expected, seeded):
    """`documents` are the site's feeds by format, each with all entries."""
    atom = documents["atom"]
    checks.same("Atom", "number of entries", len(atom.entries), seeded + len(expected))
    by_id = {entry.id: entry for entry in atom.entries}
    for post in expected:
        checks.check("Atom", post.what, problems_of(by_id.get(post.url), post))
    checks.check("Atom", "every title has something to see", [e.id for e in atom.entries if not is_visible(e.title)])
    for format in ("rss", "json"):
        for what, problems in comparison(documents[format], by_id).items():
            checks.check(f"{format} and Atom", what, problems)
        checks.same(
            f"{format} and Atom", "same order", [e.id for e in documents[format].entries], [e.id for e in atom.entries]
        )


def problems_of(entry, post):
    """What speaks against an entry of Atom being the post."""
    if entry is None:
        return ["it is not there"]
    markup = Markup(entry.content)
    problems = differences(entry.link, post.url)
    if post.title:
        problems += differences(squeezed(entry.title), post.title)
    lost = [word for word in post.shown if squeezed(word) not in markup.text]
    problems += [f"{word!r} is not shown in {markup.text[:200]!r}" for word in lost]
    problems += [f"{word!r} is in the content" for word in post.hidden if word in entry.content]
    problems += [f"no link to {link!r} in {markup.urls[:9]}" for link in post.links if link not in markup.urls]
    if post.alts:
        problems += differences([alt or "" for alt in markup.alts], list(post.alts))
        problems += differences(len(entry.enclosures), len(post.alts))
    return problems


def comparison(document, by_id):
    """What another format says otherwise than Atom."""
    pairs = [(entry, by_id[entry.id]) for entry in document.entries if entry.id in by_id]
    found = {
        "same ids": sorted({entry.id for entry in document.entries} ^ by_id.keys()),
        "same links": [a.id for a, b in pairs if a.link != b.link],
        "same dates": [a.id for a, b in pairs if (a.published, a.updated or b.updated) != (b.published, b.updated)],
        "same contents": [a.id for a, b in pairs if squeezed(a.content) != squeezed(b.content)],
        "same categories": [f"{a.id}: {a.categories}" for a, b in pairs if a.categories != b.categories],
        "same titles, or none": [a.id for a, b in pairs if a.title and squeezed(a.title) != squeezed(b.title)],
    }
    # RSS has room for one file.
    count = 1 if document.format == "rss" else None
    found["same enclosures"] = [a.id for a, b in pairs if a.enclosures != b.enclosures[:count]]
    return found


def is_visible(text):
    """Whether anything but spaces, controls and marks for the direction is there."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)
