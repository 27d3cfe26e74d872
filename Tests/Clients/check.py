"""Has clients sign the owner of a new site in, and checks what they and the owner see; see run."""

import argparse
import sys
import urllib.parse

import datasette_checks
import log_checks
import owner_checks
import token_checks
from browser import Browser
from checks import Checks, Stop
from datasette_client import Datasette
from owner import Owner
from token_client import Listener, TokenClient
from wire import Wire

PASSPHRASE = "four odd birds at sea"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True, help="the site's canonical address")
    parser.add_argument("--site", required=True, help="where the site listens")
    parser.add_argument("--setup-link", required=True, help="the link by which the owner chooses a passphrase")
    parser.add_argument("--datasette", required=True, help="datasette's address")
    return parser.parse_args()


def run(checks, options):
    """Everything, in the order in which it must be done."""
    site = urllib.parse.urlsplit(options.site)
    addresses = {urllib.parse.urlsplit(options.base).hostname: (site.hostname, site.port)}

    owner = Owner(Browser(addresses), options.base, PASSPHRASE)
    owner_checks.check(checks, owner, options.setup_link, elsewhere=Browser(addresses))

    datasette = Datasette(owner.browser, options.datasette)
    datasette_checks.check_allowed(checks, owner, datasette)
    # In a browser that nobody has used: the owner must sign in on the way.
    other = Browser(addresses)
    datasette_checks.check_denied(checks, Owner(other, options.base, PASSPHRASE), Datasette(other, options.datasette))

    with Listener() as listener:
        client = TokenClient(Wire(addresses), listener)
        token_checks.check(checks, owner, client)
        log_checks.check(checks, owner, datasette.client_id, client.client_id)


def main():
    options = arguments()
    checks = Checks()
    try:
        run(checks, options)
    except (Stop, OSError) as error:
        checks.check("all", "it went on to the end", [error])
    sys.exit(1 if checks.failed else 0)


main()
