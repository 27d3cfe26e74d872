"""Goes from page to page of a site and keeps some pages of each kind."""

import re
import urllib.parse

from checks import Stop

# Pages of one kind, which differ in what was posted and not in their template.
MOST_OF_A_KIND = 12
MOST_PAGES = 400


class Crawled:
    def __init__(self, kind, answer):
        self.kind, self.answer = kind, answer


class Crawler:
    """Keeps pages in `pages`, by address, and links that lead nowhere in `broken`."""

    def __init__(self, browser, base):
        self.browser, self.base, self.pages, self.broken = browser, base, {}, []

    def save(self, url, status=200):
        """Keeps the page at an address, or where that leads."""
        return self.keep(self.browser.open(url), status)

    def keep(self, answer, status=200):
        if answer.status != status:
            raise Stop(f"{answer.url} answers {answer.status}: {answer.body[:200]!r}")
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            self.pages[answer.url] = Crawled(kind(answer.url), answer)
        return answer

    def crawl(self, paths):
        """Keeps these pages and what they lead to."""
        waiting, seen, counts = [self.base + path for path in paths], set(), {}
        while waiting and len(self.pages) < MOST_PAGES:
            url = waiting.pop(0)
            if url in seen:
                continue
            seen.add(url)
            counts[kind(url)] = counts.get(kind(url), 0) + 1
            if counts[kind(url)] > MOST_OF_A_KIND:
                continue
            answer = self.browser.open(url)
            if answer.status != 200:
                self.broken.append(f"{url} answers {answer.status}")
            # Feeds have no links to follow.
            elif answer.headers.get("Content-Type", "").startswith("text/html"):
                waiting += self.links(self.keep(answer))

    def links(self, answer):
        for link in answer.page.all("a"):
            url = urllib.parse.urldefrag(urllib.parse.urljoin(answer.url, link.get("href"))).url
            parts = urllib.parse.urlsplit(url)
            is_file = parts.path.startswith(("/media/", "/static/"))
            if url.startswith(self.base + "/") and not is_file:
                yield url


def kind(url):
    """What an address has in common with others of its kind: `/notes/*`, `/admin/posts`."""
    parts = urllib.parse.urlsplit(url)
    if parts.path.startswith("/admin/"):
        path = re.sub(r"/\d+", "/*", parts.path)
    elif re.fullmatch(r"/\d{4}(/\d\d)*", parts.path):
        path = re.sub(r"\d", "0", parts.path)
    else:
        path = re.sub(r"(?<=.)/[^/]+", "/*", parts.path)
    # `?before=…` is one kind, `?show=draft` and `?show=private` are two.
    query = [name if re.search(r"\d", value) else f"{name}={value}" for name, value in urllib.parse.parse_qsl(parts.query)]
    return path + ("?" + "&".join(query) if query else "")
