"""A proxy that hands everything to the site, whatever the address, and remembers what was asked and answered."""

import dataclasses
import http.client
import http.server
import threading


@dataclasses.dataclass
class Exchange:
    url: str
    has_condition: bool
    status: int


class Proxy:
    def __init__(self, host, port):
        exchanges = self.exchanges = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                site = http.client.HTTPConnection(host, port, timeout=30)
                headers = {name: value for name, value in self.headers.items() if name.lower() != "proxy-connection"}
                site.request(self.command, self.path, headers=headers | {"Connection": "close"})
                answer = site.getresponse()
                body = answer.read()
                has_condition = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
                exchanges.append(Exchange(self.path, has_condition, answer.status))
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                        self.send_header(name, value)
                if answer.status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                site.close()

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def during(self, action):
        """What `action` returns, and what was asked and answered meanwhile."""
        before = len(self.exchanges)
        return action(), self.exchanges[before:]
