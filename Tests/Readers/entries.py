"""An entry as a reader has it."""

import dataclasses
import html.parser


@dataclasses.dataclass
class Enclosure:
    url: str
    type: str
    length: int


@dataclasses.dataclass
class Entry:
    """What a reader doesn't know or doesn't keep is None."""

    id: str
    link: str
    title: str
    published: int
    content: str
    enclosures: list[Enclosure] | None = None
    updated: int | None = None
    categories: list[str] | None = None


class Markup(html.parser.HTMLParser):
    """The HTML of an entry, as far as it matters: text, elements with their attributes, addresses, pictures."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.urls, self.alts, self._text = [], [], [], []
        self.feed(content)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes))
        self.urls += [attributes[name] or "" for name in ("href", "src", "poster", "cite") if name in attributes]
        if tag == "img":
            self.alts.append(attributes.get("alt"))

    def handle_data(self, text):
        self._text.append(text)

    @property
    def text(self):
        return squeezed("".join(self._text))


def squeezed(text):
    """With single spaces, and without characters that no XML may have: JSON may, and so do readers that take it."""
    return " ".join("".join(character for character in text if is_allowed(character)).split())


def is_allowed(character):
    return character >= " " and character not in "\ufffe\uffff" or character in "\t\n\r"
