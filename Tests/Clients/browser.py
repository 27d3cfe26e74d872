"""What a browser does with cookies, forms and redirects, and what it refuses to do."""

import http.cookiejar
import urllib.parse

from checks import Stop
from wire import Wire

MOST_REDIRECTS = 10


class Browser:
    def __init__(self, addresses):
        self.cookies = http.cookiejar.CookieJar()
        self._wire = Wire(addresses, self.cookies)

    def open(self, url):
        """Goes to an address that somebody typed in, and to where it leads."""
        return self._redirected(self._wire.get(url, Sec_Fetch_Site="none"), None)

    def submit(self, page, action, changes=None, button=None):
        """Sends the form of a page that goes to the path `action`, and goes to where that leads.

        - changes: what was typed or chosen: lists of values by name.
        - button: name and value of the button that was pressed, if it has any.
        """
        form = page.form(action)
        if form.method != "post":
            raise Stop(f"the form for {action} is sent by {form.method}")
        url = urllib.parse.urljoin(page.url, form.element.get("action"))
        refuse_unless_allowed(page, url)
        answer = self._wire.post(
            url, form.fields(changes or {}, button), Origin=origin(page.url), Sec_Fetch_Site=relation(page, [url])
        )
        return self._redirected(answer, page)

    def _redirected(self, answer, start):
        """Follows redirects. `start` is the page whose form was sent, if one was."""
        way = [answer.url]
        while 300 <= answer.status < 400 and "Location" in answer.headers:
            if len(way) > MOST_REDIRECTS:
                raise Stop(f"too many redirects: {way}")
            if start and answer.status in (307, 308):
                raise Stop(f"{answer.url} would have the form sent once more, by {answer.status}")
            way.append(urllib.parse.urljoin(answer.url, answer.headers["Location"]))
            if start:
                refuse_unless_allowed(start, way[-1])
            answer = self._wire.get(way[-1], Sec_Fetch_Site=relation(start, way))
        return answer


def relation(start, way):
    """The value of `Sec-Fetch-Site`: how the page where it began stands to all that came after."""
    if start is None:
        return "none"
    return "same-origin" if {origin(url) for url in way} == {origin(start.url)} else "cross-site"


def origin(url):
    parts = urllib.parse.urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def refuse_unless_allowed(page, url):
    """Chromium holds `form-action` of a page against every redirect that follows its form too."""
    for policy in page.headers.get_all("Content-Security-Policy", []):
        for directive in policy.split(";"):
            name, *sources = directive.split() or [""]
            if name == "form-action" and not any(allows(source, page, url) for source in sources):
                raise Stop(f"{page.url} lets its forms lead to {sources} only, but this one leads to {url}")


def allows(source, page, url):
    if source == "'self'":
        return origin(url) == origin(page.url)
    scheme = urllib.parse.urlsplit(url).scheme + ":"
    return source in (scheme, origin(url)) or (source, scheme) == ("http:", "https:")
