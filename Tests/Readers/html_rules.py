"""Whether contents are HTML without a fault, by html5lib (PyPI), as the W3C's validator looks at them too."""

try:
    import html5lib
except ImportError:
    html5lib = None


def of_html(document):
    for entry in document.entries:
        try:
            html5lib.HTMLParser(strict=True).parseFragment(entry.content)
        except html5lib.html5parser.ParseError as error:
            yield f"{entry.id}: {error or 'not HTML'}"
