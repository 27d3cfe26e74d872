"""Fetching over HTTP, from where `http_proxy` says: the site answers for every address, as a proxy would."""

import dataclasses
import email.message
import urllib.error
import urllib.request


@dataclasses.dataclass
class Answer:
    url: str
    status: int
    headers: email.message.Message
    body: bytes


def fetch(url, **headers):
    """An answer of any status. An underscore in the name of a header is a hyphen."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return Answer(url, answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(url, error.code, error.headers, error.read())
