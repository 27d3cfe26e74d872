"""Posts, saves pages of all kinds, and checks their HTML; see run."""

import argparse
import pathlib
import sys
import urllib.parse

import owners_pages
import page_rules
import posting
import style_rules
import validator
from browser import Browser
from checks import Checks, Stop
from client import Client
from crawler import Crawler
from curl import Curl


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True, help="the site's canonical address")
    parser.add_argument("--site", required=True, help="where the site listens")
    parser.add_argument("--setup-link", required=True, help="the link by which the owner chooses a passphrase")
    parser.add_argument("--token", required=True, help="one that may do everything")
    parser.add_argument("--scratch", required=True, type=pathlib.Path, help="a folder with pictures, to write to")
    parser.add_argument("--static", required=True, type=pathlib.Path, help="the folder of the style sheets")
    return parser.parse_args()


# One with results, one narrowed down, one without any.
SEARCHES = ["/search?q=photos", "/search?tag=a+tag&type=article", "/search?q=zebra+%22%3Cb%3E"]


def run(checks, options):
    site = urllib.parse.urlsplit(options.site)
    addresses = {urllib.parse.urlsplit(options.base).hostname: (site.hostname, site.port)}
    client = Client(Curl(options.site, options.scratch), options.base, options.token)
    posting.post_all(client, options.base, options.scratch)

    # Before anybody has signed in: what the owner sees on the way in is another page afterwards.
    stranger = Crawler(Browser(addresses), options.base)
    stranger.save(options.setup_link)
    stranger.save(options.base + "/nowhere", status=404)
    stranger.crawl(["/", "/tags", "/auth/client", "/on-this-day/02-29", *SEARCHES])
    owner = Crawler(Browser(addresses), options.base)
    owners_pages.save_all(owner, options.setup_link)

    pages = {**stranger.pages, **owner.pages}
    print(f"note    {len(pages)} pages of {len({crawled.kind for crawled in pages.values()})} kinds")
    for url, page in pages.items():
        checks.check(url.removeprefix(options.base), "our rules", page_rules.problems(page.answer))
    checks.check("all links within the site", "lead somewhere", stranger.broken + owner.broken)
    for sheet in sorted(options.static.glob("*.css")):
        checks.check(sheet.name, "size, form and contrast", style_rules.problems(sheet, options.static / "style.css"))
    validator.check(checks, pages, options.scratch / "pages")


def main():
    checks = Checks()
    try:
        run(checks, arguments())
    except Stop as stop:
        checks.check("the site", "can go on", [stop])
    sys.exit(checks.failed)


main()
