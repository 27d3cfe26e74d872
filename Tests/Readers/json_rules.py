"""Rules for JSON Feed 1.1."""

KNOWN = {
    "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon",
    "authors", "language", "expired", "hubs", "items",
}  # fmt: skip
KNOWN_OF_ITEMS = {
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
    "date_published", "date_modified", "authors", "tags", "language", "attachments",
}  # fmt: skip


def of_json(document):
    """Only what the others don't look at already."""
    root = document.root
    if root.get("version") != "https://jsonfeed.org/version/1.1":
        yield f"version {root.get('version')!r}"
    yield from (f"{name} is no text" for name in ("title", "home_page_url", "feed_url") if not is_text(root.get(name)))
    yield from (f"{name} is unknown" for name in root.keys() - KNOWN if not name.startswith("_"))
    yield from of_authors(root.get("authors", []), "the feed")
    for item in root["items"]:
        id = item.get("id")
        if not is_text(id):
            yield f"id {id!r}"
        if not (is_text(item.get("content_html")) or is_text(item.get("content_text"))):
            yield f"{id}: no content"
        yield from (f"{id}: {name} is unknown" for name in item.keys() - KNOWN_OF_ITEMS if not name.startswith("_"))
        yield from (f"{id}: {name} is empty" for name, value in item.items() if value in (None, "", [], {}))
        yield from of_authors(item.get("authors", []), id)
        for file in item.get("attachments", []):
            if not (is_text(file.get("url")) and is_text(file.get("mime_type"))):
                yield f"{id}: an attachment without address or type"


def of_authors(authors, where):
    for author in authors:
        if not author.keys() & {"name", "url", "avatar"}:
            yield f"{where}: an author of whom nothing is said"


def is_text(value):
    return isinstance(value, str) and value.strip() != ""
