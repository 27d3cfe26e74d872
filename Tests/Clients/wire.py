"""HTTP requests to hosts that are somewhere else than their names say."""

import functools
import http.client
import http.cookiejar
import json
import socket
import urllib.parse
import urllib.request

import document
from checks import Stop


class Answer:
    """An answer that was read whole."""

    def __init__(self, url, status, headers, body):
        self.url, self.status, self.headers, self.body = url, status, headers, body

    @property
    def text(self):
        return self.body.decode()

    @functools.cached_property
    def page(self):
        return document.read(self.text)

    @property
    def json(self):
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise Stop(f"{self.url} answered {self.status} and no JSON: {self.body[:300]!r}") from error

    @property
    def refusal(self):
        """The status, and the word for what was wrong; None instead of it when nothing was."""
        return self.status, self.json.get("error") if self.status >= 400 else None

    def form(self, action):
        """The form that goes to a path."""
        for element in self.page.all("form"):
            if urllib.parse.urlsplit(urllib.parse.urljoin(self.url, element.get("action"))).path == action:
                return document.Form(element)
        raise Stop(f"no form for {action} at {self.url}, {self.status}: {self.page.text[:500]!r}")


class Wire:
    """Sends requests, follows no redirect, and takes every status for an answer.

    - addresses: where hosts listen that no name server knows: `{"martlet.example": ("127.0.0.1", 1234)}`.
    - cookies: a jar, or None for a client that keeps none.
    """

    def __init__(self, addresses, cookies=None):
        class Connection(http.client.HTTPConnection):
            def connect(self):
                self.sock = socket.create_connection(addresses.get(self.host, (self.host, self.port)), self.timeout)

        class Handler(urllib.request.HTTPHandler):
            def http_open(self, request):
                return self.do_open(Connection, request)

        class Plain(urllib.request.HTTPErrorProcessor):
            def http_response(self, request, response):
                return response

        # A jar is empty at first, and an empty jar is false.
        jars = [] if cookies is None else [urllib.request.HTTPCookieProcessor(cookies)]
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Handler, Plain, *jars)

    def get(self, url, **headers):
        return self._send(urllib.request.Request(url), headers)

    def post(self, url, fields, **headers):
        """Posts a form: pairs or a dictionary."""
        return self._send(urllib.request.Request(url, urllib.parse.urlencode(fields).encode()), headers)

    def _send(self, request, headers):
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        with self._opener.open(request, timeout=30) as answer:
            return Answer(request.full_url, answer.status, answer.headers, answer.read())
