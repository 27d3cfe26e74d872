"""Posts, has feed readers read what came of it, changes it, and has them read again; see run."""

import argparse
import json
import os
import pathlib
import sys
import urllib.parse

import all_readers
import change_checks
import expectation_checks
import hostile_posts
import owner_steps
import page_checks
import posting
import reader_checks
import strict
import validity_checks
from checks import Checks
from client import Client
from curl import Curl
from proxy import Proxy

# The site, a channel, a tag and two types.
PLACES = ["", f"/channels/{posting.CHANNEL}", f"/tags/{posting.TAG}", "/photos", "/articles"]
FORMATS = ["atom", "rss", "json"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=["whole", "pages"], help="which of the two ways the site is served")
    parser.add_argument("--base", required=True, help="the site's canonical address")
    parser.add_argument("--site", required=True, help="where the site listens")
    parser.add_argument("--scratch", required=True, type=pathlib.Path, help="a folder with pictures, to write to")
    parser.add_argument("--seeded", type=int, help="entries that were there before")
    parser.add_argument("--setup-link", help="the link by which the owner chooses a passphrase")
    parser.add_argument("--token", help="one that may do everything")
    return parser.parse_args()


def check_whole(checks, options, site, proxy):
    """Feeds of one page each. Writes down which entries they have."""
    addresses = {urllib.parse.urlsplit(options.base).hostname: (site.hostname, site.port)}
    owner_steps.prepare(addresses, options.base, options.setup_link)
    client = Client(Curl(options.site, options.scratch), options.base, options.token)
    expected = posting.post_all(client, options.scratch, hostile_posts.cases(options.base))

    documents = [strict.read(f"{options.base}{place}/feed.{format}") for place in PLACES for format in FORMATS]
    of_site = {document.format: document for document in documents[: len(FORMATS)]}
    expectation_checks.check(checks, of_site, expected, options.seeded)
    validity_checks.check(checks, documents, options.base)
    validity_checks.check_enclosures(checks, of_site["atom"], options.base)

    readers = all_readers.installed(options.scratch)
    reader_checks.check(checks, readers, documents)
    change_checks.check(checks, client, readers, proxy, options.base + "/feed.atom")
    ids = {document.url: [entry.id for entry in document.entries] for document in documents}
    (options.scratch / "ids.json").write_text(json.dumps(ids))


def check_pages(checks, options):
    """The same feeds in small pages."""
    feeds = json.loads((options.scratch / "ids.json").read_text())
    folder = options.scratch / "pages"
    folder.mkdir()
    page_checks.check(checks, all_readers.installed(folder), feeds)
    page_checks.check_archive(checks, options.base + "/feed.atom", feeds[options.base + "/feed.atom"])


def main():
    options = arguments()
    site = urllib.parse.urlsplit(options.site)
    proxy = Proxy(site.hostname, site.port)
    os.environ["http_proxy"] = os.environ["https_proxy"] = proxy.url
    for name in ("no_proxy", "NO_PROXY"):
        os.environ.pop(name, None)
    checks = Checks()
    try:
        if options.part == "whole":
            check_whole(checks, options, site, proxy)
        else:
            check_pages(checks, options)
    # An answer of a shape that nobody expected is a failure like any other.
    except Exception as error:
        checks.check(options.part, "it went on to the end", [repr(error)])
    sys.exit(1 if checks.failed else 0)


main()
