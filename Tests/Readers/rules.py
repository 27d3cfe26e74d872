"""What a validator of feeds looks at: a rule is a function that yields what speaks against a feed.

The specifications demand most of it; the rest are warnings of the W3C's validator, which can't be run here: it is a
site, and no package of it works with a Python of today.
"""

import re

from entries import Markup

# Of IANA's list, those that stand in feeds; any other has to be an address.
RELATIONS = {
    "alternate", "current", "describedby", "edit", "enclosure", "first", "hub", "last", "license", "next",
    "next-archive", "prev-archive", "previous", "related", "replies", "search", "self", "up", "via",
}  # fmt: skip
UNSAFE = {
    "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "meta", "link", "form",
    "input", "button", "select", "textarea", "svg", "math", "template", "noscript", "title", "head", "body", "html",
}  # fmt: skip
# Safe HTML of posts has no others; all of them are known to the validator.
ATTRIBUTES = {
    "abbr", "alt", "cite", "class", "colspan", "controls", "datetime", "dir", "headers", "height", "href", "hreflang",
    "id", "lang", "loading", "open", "poster", "preload", "rel", "reversed", "rowspan", "scope", "sizes", "span", "src",
    "srcset", "start", "title", "type", "value", "width",
}  # fmt: skip
MEDIA_TYPES = {"application/atom+xml": "atom", "application/rss+xml": "rss", "application/feed+json": "json"}
END_TAG = re.compile(r"</[a-zA-Z]\w*>")
REFERENCE = re.compile(r"&(#\w+|\w+;)")
ADDRESS = re.compile(r"https?://[^\s/]|(mailto|tel|sms|geo|xmpp|ircs?|magnet|matrix|gemini|webcal|ftp|urn|tag):[^\s]")


def bad_characters(text):
    """Controls that no text needs, and characters that are none."""
    for character in sorted(set(text or "")):
        code = ord(character)
        is_control = code < 32 and character not in "\t\n\r" or 0x7F <= code < 0xA0
        if is_control or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code < 0xFDF0:
            yield f"U+{code:04X} in {text[:40]!r}"


def looks_like_markup(text):
    """Whether a plain text has what is taken for undeclared HTML."""
    return bool(END_TAG.search(text) or REFERENCE.search(text))


def of_content(entry):
    """The content of an entry: safe HTML with absolute addresses."""
    markup = Markup(entry.content)
    for tag, attributes in markup.elements:
        if tag in UNSAFE:
            yield f"{entry.id}: <{tag}>"
        for name in attributes.keys() - ATTRIBUTES:
            yield f"{entry.id}: <{tag} {name}>"
    for url in markup.urls:
        if not ADDRESS.match(url):
            yield f"{entry.id}: {url!r} is not absolute"
    for problem in bad_characters(entry.content):
        yield f"{entry.id}: {problem}"


def of_entries(document):
    """What holds in every format."""
    ids = [entry.id for entry in document.entries]
    yield from (f"{id} stands there twice" for id in {id for id in ids if ids.count(id) > 1})
    for entry in document.entries:
        yield from (f"{entry.id}: {url} is not absolute" for url in (entry.id, entry.link) if not ADDRESS.match(url))
        yield from (f"{entry.id}: {problem}" for problem in bad_characters(entry.title))
        if entry.updated is not None and entry.updated < entry.published:
            yield f"{entry.id}: changed before it came out"
        for category in entry.categories:
            yield from (f"{entry.id}: {problem}" for problem in bad_characters(category))
            if not category.strip():
                yield f"{entry.id}: a category without a name"


def of_links(document, base):
    """The links of the feed itself."""
    if document.links.get("self") != document.url:
        yield f"self is {document.links.get('self')!r}"
    if document.links.get("next") == document.url:
        yield "next leads here"
    for relation, url in document.links.items():
        if relation not in RELATIONS and not ADDRESS.match(relation):
            yield f"{relation} is no registered relation"
        if relation != "hub" and not url.startswith(base + "/"):
            yield f"{relation} leads to {url}"


def of_headers(document):
    """How it was served, but for the media type, by which it was read. Readers must be able to ask for changes."""
    headers = document.headers
    charset = headers.get_content_charset()
    if MEDIA_TYPES[headers.get_content_type()] != document.url.partition("?")[0].rpartition(".")[2]:
        yield f"{document.url} is {headers.get_content_type()}"
    if charset not in ("utf-8", None):
        yield charset
    if "ETag" not in headers and "Last-Modified" not in headers:
        yield "nothing to ask with whether it changed"
