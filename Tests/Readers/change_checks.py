"""A feed that readers have already: what they ask, and what they then see of changes."""

import strict
from entries import Markup, squeezed


def check(checks, client, readers, proxy, feed):
    """`readers` have all read the feed at least once."""
    subscribed = [reader for reader in readers if hasattr(reader, "new_entries")]
    for reader in subscribed:
        # newsboat 2.21 has something to ask with only after the second time (its issue 2734).
        reader.new_entries(feed)
        _, asked = proxy.during(lambda reader=reader: reader.new_entries(feed))
        found = [(exchange.has_condition, exchange.status) for exchange in asked if exchange.url == feed]
        checks.same(reader.name, "it asks whether the feed has changed, and hears 304", found, [(True, 304)])

    url = client.create({"content": ["A new one"], "category": ["news"]})
    for reader in subscribed:
        checks.same(reader.name, "one entry is new", reader.new_entries(feed), [url])
        checks.same(reader.name, "and not a second time", reader.new_entries(feed), [])

    answer = client.update(url, replace={"content": ["Words that were <changed>"]})
    checks.same("Micropub", "the change is made", answer.status in (200, 204), True)
    for reader in subscribed:
        checks.same(reader.name, "what has changed is not new", reader.new_entries(feed), [])
    for reader in readers:
        if reader.sees_changes:
            checks.same(reader.name, "the change is seen", text_of(reader.read(feed), url), "Words that were <changed>")
    entry = next((entry for entry in strict.read(feed).entries if entry.id == url), None)
    checks.check("Atom", "`updated` says so", [] if entry and entry.updated >= entry.published else [str(entry)])

    client.act("delete", url)
    for reader in readers:
        if not reader.keeps_entries:
            checks.same(reader.name, "what was deleted is gone", text_of(reader.read(feed), url), None)
    for reader in subscribed:
        checks.same(reader.name, "nothing new comes of it", reader.new_entries(feed), [])
    client.act("undelete", url)
    for reader in readers:
        if not reader.keeps_entries:
            back = text_of(reader.read(feed), url)
            checks.same(reader.name, "what was brought back is there", back, "Words that were <changed>")
    for reader in subscribed:
        checks.same(reader.name, "and it isn't new to those who had it", reader.new_entries(feed), [])
    client.act("delete", url)


def text_of(entries, id):
    """What is shown of an entry; None when it isn't there."""
    for entry in entries:
        if entry.id == id:
            return squeezed(Markup(entry.content).text)
    return None
