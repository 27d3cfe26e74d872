"""What each page owes to people who can't see it, who don't use a mouse, or whose connection is slow."""

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
# Elements of the author's own text: its headings are the author's, and what it shows may have no known size.
AUTHORS = "e-content"


def problems(answer):
    """What is wrong with a page, in words."""
    page = answer.page
    if next(page.all("html"), None) is None:
        return [f"is no page: {answer.body[:100]!r}, {answer.status}"]
    return [problem for rule in RULES for problem in rule(page, [*walk(page, [])])]


def walk(element, above):
    """Each element with those around it, the nearest first."""
    for child in element.children:
        if not isinstance(child, str):
            yield child, above
            yield from walk(child, [child, *above])


def classes(element):
    return element.get("class").split()


def is_authors(above):
    return any(AUTHORS in classes(element) for element in above)


def has_language_and_title(page, elements):
    if not page.first("html").get("lang"):
        yield "<html> has no lang"
    if not page.first("title").text:
        yield "<title> is empty"
    if not any(meta.get("name") == "viewport" and "width=device-width" in meta.get("content") for meta in page.all("meta")):
        yield "no viewport"


def has_landmarks(page, elements):
    mains = [*page.all("main")]
    if len(mains) != 1:
        yield f"{len(mains)} <main>"
    first = next((element for element, above in elements if element.tag == "a"), None)
    ids = {element.get("id") for element, above in elements}
    if first is None or not first.get("href").startswith("#") or first.get("href")[1:] not in ids:
        yield "the first link doesn't skip to the content"
    navs = [nav for nav in page.all("nav")]
    names = [nav.get("aria-label") for nav in navs]
    if len(names) > 1 and (not all(names) or len(set(names)) < len(names)):
        yield f"several <nav>, not all with a name of their own: {names}"


def has_headings_in_order(page, elements):
    levels = [int(element.tag[1]) for element, above in elements if element.tag in HEADINGS and not is_authors(above)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} <h1>"
    for before, after in zip([0, *levels], levels):
        if after > before + 1:
            yield f"<h{after}> follows <h{before}>"
    for element, above in elements:
        if element.tag in HEADINGS and not element.text and not is_authors(above):
            yield f"an empty <{element.tag}>"


def has_names_for_controls(page, elements):
    labelled = {label.get("for") for label in page.all("label")}
    ids = {element.get("id") for element, above in elements}
    for element, above in elements:
        for id in element.get("aria-describedby").split() + element.get("aria-labelledby").split() + [element.get("for")]:
            if id and id not in ids:
                yield f"<{element.tag}> is about #{id}, which isn't there"
        if element.tag not in ("input", "select", "textarea") or element.get("type") in ("hidden", "submit"):
            continue
        if "hidden" in element.attributes or element.get("aria-label"):
            continue
        if element.get("id") not in labelled and not any(parent.tag == "label" for parent in above):
            yield f"<{element.tag} name={element.get('name')}> has no label"
    for button in page.all("button"):
        if not button.text:
            yield "a button without a text"
    for group in page.all("fieldset"):
        if next(group.all("legend"), None) is None:
            yield "a <fieldset> without a <legend>"


def has_texts_for_links_and_pictures(page, elements):
    for element, above in elements:
        if element.tag == "img" and "alt" not in element.attributes:
            yield f"{element.get('src')} has no alt"
        if element.tag == "a" and element.get("href") and not name_of(element) and not is_authors(above):
            yield f"the link to {element.get('href')} has no text"


def name_of(element):
    texts = [element.text, element.get("aria-label"), element.get("title")]
    return " ".join(texts + [img.get("alt") for img in element.all("img")]).strip()


def stays_still_while_loading(page, elements):
    for element, above in elements:
        # A picture elsewhere has a size that nobody knows; a box of a fixed shape holds its place.
        holds_place = any("photo-remote" in classes(parent) for parent in above) or is_authors(above)
        if element.tag == "img" and not holds_place and not (element.get("width") and element.get("height")):
            yield f"{element.get('src')} has no width and height"


def has_unique_ids(page, elements):
    ids = [element.get("id") for element, above in elements if element.get("id")]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield f"several elements are #{id}"


def runs_nothing(page, elements):
    for element, above in elements:
        if element.tag in ("script", "style"):
            yield f"a <{element.tag}>"
        for name in element.attributes:
            if name == "style" or name.startswith("on"):
                yield f"<{element.tag} {name}>"


RULES = [
    has_language_and_title,
    has_landmarks,
    has_headings_in_order,
    has_names_for_controls,
    has_texts_for_links_and_pictures,
    stays_still_while_loading,
    has_unique_ids,
    runs_nothing,
]
