"""A page as a tree, as far as forms, tables and headings need it."""

import html.parser

from checks import Stop

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Element:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.children = tag, attributes, []

    def get(self, name, default=""):
        return self.attributes.get(name) or default

    @property
    def text(self):
        """All text inside, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self):
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()

    def all(self, *tags, **attributes):
        """The elements inside that have one of these names and these attributes, in their order."""
        for child in self.children:
            if isinstance(child, str):
                continue
            if child.tag in tags and all(child.get(name) == value for name, value in attributes.items()):
                yield child
            yield from child.all(*tags, **attributes)

    def first(self, *tags, **attributes):
        for element in self.all(*tags, **attributes):
            return element
        raise Stop(f"the page has no <{'> or <'.join(tags)}> {attributes or ''}: {self.text[:300]!r}")


class Reader(html.parser.HTMLParser):
    """Reads well-formed pages; end tags may be left out only of elements that are never closed."""

    def __init__(self, page):
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        # Of an attribute that stands twice, the first counts.
        element = Element(tag, dict(reversed([(name, value or "") for name, value in attributes])))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if any(element.tag == tag for element in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, text):
        self.open[-1].children.append(text)


def read(page):
    return Reader(page).root


class Form:
    """A form, and what a browser would send of it."""

    def __init__(self, element):
        self.element = element
        self.method = element.get("method", "get").lower()

    def fields(self, changes, button):
        """The fields as the page has them, but for `changes`: lists by name.

        - button: name and value of the button that sends the form, or None for a form whose only button has no name.
        """
        names = {field.get("name") for field in self.element.all("input", "textarea")}
        if not changes.keys() <= names:
            raise Stop(f"the form has no field {changes.keys() - names}, only {names}")
        fields = [(name, value) for name, value in self._standing() if name not in changes]
        fields += [(name, value) for name, values in changes.items() for value in values]
        if button:
            self.element.first("button", name=button[0], value=button[1])
            fields.append(button)
        return fields

    def choices(self, name):
        """Values of the checkboxes or radio buttons of that name, and whether each is chosen."""
        return {field.get("value"): "checked" in field.attributes for field in self.element.all("input", name=name)}

    def _standing(self):
        for field in self.element.all("input", "textarea"):
            kind = field.get("type", "text")
            if not field.get("name") or kind in ("submit", "button", "image", "reset", "file"):
                continue
            if kind in ("checkbox", "radio") and "checked" not in field.attributes:
                continue
            yield field.get("name"), field.text if field.tag == "textarea" else field.get("value")
