"""An IndieAuth client that asks for a token and publishes with it, as its specification says."""

import base64
import hashlib
import http.server
import json
import secrets
import threading
import urllib.parse

from checks import Stop

NAME = "Notebook & Co"
# What must come back unchanged.
STATE = "a+b c&d=e#f%41ü"


class Listener:
    """Serves what the client says of itself, and the address to which it is answered."""

    def __enter__(self):
        listener = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                is_document = self.path == "/client.json"
                body = json.dumps(listener.metadata) if is_document else "You may close this window."
                self.send_response(200)
                self.send_header("Content-Type", "application/json" if is_document else "text/plain")
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *arguments):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://localhost:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self._server.shutdown()
        self._server.server_close()

    @property
    def client_id(self):
        return self.address + "/client.json"

    @property
    def redirect_uri(self):
        return self.address + "/answer?from=site"

    @property
    def metadata(self):
        return {
            "client_id": self.client_id,
            "client_name": NAME,
            "client_uri": self.address + "/",
            "redirect_uris": [self.redirect_uri],
            "grant_types": ["authorization_code", "refresh_token"],
        }


class TokenClient:
    def __init__(self, wire, listener):
        self.wire, self.listener = wire, listener
        self.client_id = listener.client_id

    def discover(self, profile):
        """Finds the endpoints, by the page's header and by the page: both must say the same."""
        page = self.wire.get(profile)
        in_header = {}
        for value in page.headers.get_all("Link", []):
            target, _, parameters = value.partition(">")
            in_header[parameters.partition('rel="')[2].strip('"')] = target.strip("<")
        in_page = {link.get("rel"): link.get("href") for link in page.page.all("link")}
        self.endpoints = in_header
        metadata_url = in_header.get("indieauth-metadata")
        if not metadata_url:
            raise Stop(f"{profile} has no indieauth-metadata: {page.headers.items()}")
        self.metadata_url, self.metadata = metadata_url, self.wire.get(metadata_url).json
        return in_header, in_page

    def authorization_request(self, scope):
        self.verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).decode().rstrip("=")
        query = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.listener.redirect_uri,
            "state": STATE,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "scope": scope,
        }
        return self.metadata["authorization_endpoint"] + "?" + urllib.parse.urlencode(query)

    def answer(self, url):
        """The parameters of the address to which the browser was sent."""
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query, keep_blank_values=True))

    def redeem(self, code):
        return self._token_request(
            grant_type="authorization_code",
            code=code,
            redirect_uri=self.listener.redirect_uri,
            code_verifier=self.verifier,
        )

    def refresh(self, refresh_token):
        return self._token_request(grant_type="refresh_token", refresh_token=refresh_token)

    def _token_request(self, **fields):
        fields["client_id"] = self.client_id
        return self.wire.post(self.metadata["token_endpoint"], fields, Accept="application/json")

    def post_note(self, token, content):
        return self.wire.post(
            self.endpoints["micropub"], {"h": "entry", "content": content}, Authorization="Bearer " + token
        )

    def revoke(self, token):
        return self.wire.post(self.metadata["revocation_endpoint"], {"token": token})

    def userinfo(self, token):
        return self.wire.get(self.metadata["userinfo_endpoint"], Authorization="Bearer " + token)
