"""Takes posts through their lives and checks what becomes of them; see run."""

import argparse
import pathlib
import sys
import urllib.parse

import creation_checks
import kind_checks
import library_checks
import media_checks
import owner_steps
import query_checks
import refusal_checks
import removal_checks
import repetition_checks
import request_checks
import state_checks
import update_checks
from checks import Checks
from client import Client
from curl import Curl


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True, help="the site's canonical address")
    parser.add_argument("--site", required=True, help="where the site listens")
    parser.add_argument("--scratch", required=True, type=pathlib.Path, help="a folder with pictures, to write to")
    parser.add_argument("--setup-link", required=True, help="the link by which the owner chooses a passphrase")
    parser.add_argument("--token", required=True, action="append", help="a name, an equals sign and a token")
    return parser.parse_args()


def parts(options):
    """The groups of checks, in the order in which they are done."""
    site = urllib.parse.urlsplit(options.site)
    addresses = {urllib.parse.urlsplit(options.base).hostname: (site.hostname, site.port)}
    curl = Curl(options.site, options.scratch)
    tokens = dict(token.split("=", 1) for token in options.token)
    clients = {name: Client(curl, options.base, token) for name, token in tokens.items()}
    clients["none"] = Client(curl, options.base)
    everything, scratch = clients["all"], options.scratch
    return {
        "owner": lambda checks: owner_steps.prepare(addresses, options.base, options.setup_link),
        "create": lambda checks: creation_checks.check(checks, everything, scratch),
        "kinds": lambda checks: kind_checks.check(checks, everything),
        "update": lambda checks: update_checks.check(checks, everything),
        "delete": lambda checks: removal_checks.check(checks, everything),
        "states": lambda checks: state_checks.check(checks, everything, clients["draft"], clients["media"]),
        "queries": lambda checks: query_checks.check(checks, everything, scratch),
        "media": lambda checks: media_checks.check(checks, clients, scratch),
        "repetition": lambda checks: repetition_checks.check(checks, everything, clients["create"], scratch),
        "refusals": lambda checks: refusal_checks.check(checks, clients, scratch),
        "requests": lambda checks: request_checks.check(checks, everything, (site.hostname, site.port), scratch),
        "library": lambda checks: library_checks.check(checks, everything, options.site),
    }


def main():
    checks = Checks()
    for name, part in parts(arguments()).items():
        try:
            part(checks)
        # An answer of a shape that nobody expected must not keep the other groups from being tried.
        except Exception as error:
            checks.check(name, "it went on to the end", [repr(error)])
    sys.exit(1 if checks.failed else 0)


main()
