"""A client of the site, for which no answer is an answer too."""

import collections
import http.client
import json
import os
import urllib.parse

Answer = collections.namedtuple("Answer", "status headers body")


class Client:
    """Sends requests to a site, each on a connection of its own.

    A request that gets no whole answer, because the server died or stalled, gives None.
    """

    def __init__(self, site, token=None, timeout=20):
        self.site, self.token, self.timeout = site, token, timeout

    def ask(self, method, url, body=None, kind=None):
        headers = {"Host": "martlet.example"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        if kind:
            headers["Content-Type"] = kind
        parts = urllib.parse.urlsplit(url)
        target = parts.path + ("?" + parts.query if parts.query else "")
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=self.timeout)
        try:
            connection.request(method, target, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def get(self, url):
        return self.ask("GET", url)

    def json(self, value):
        return self.ask("POST", "/micropub", json.dumps(value).encode(), "application/json")

    def form(self, path, **fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def multipart(self, path, fields, files):
        """`files`: triples of a part's name, its bytes and its media type."""
        kind, body = multipart(fields, files)
        return self.ask("POST", path, body, kind)


def multipart(fields, files):
    boundary = "=" + os.urandom(16).hex()
    parts = [(f'form-data; name="{name}"', None, text.encode()) for name, text in fields]
    parts += [(f'form-data; name="{name}"; filename="picture"', kind, data) for name, data, kind in files]
    body = b""
    for disposition, kind, data in parts:
        head = f"--{boundary}\r\nContent-Disposition: {disposition}\r\n"
        head += f"Content-Type: {kind}\r\n" if kind else ""
        body += head.encode() + b"\r\n" + data + b"\r\n"
    return f'multipart/form-data; boundary="{boundary}"', body + f"--{boundary}--\r\n".encode()


def succeeded(answer):
    return answer is not None and 200 <= answer.status < 300
