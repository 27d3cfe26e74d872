"""A host on this machine from which pictures can be fetched."""

import http.server
import itertools
import threading

from pictures import png


class PictureHost:
    """Serves another picture at each address."""

    def __init__(self, name):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                data = png(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "image/png")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                try:
                    self.wfile.write(data)
                except ConnectionError:
                    # Who asked has been killed meanwhile, as is meant to happen.
                    self.close_connection = True

            def log_message(self, *arguments):
                pass

        self._name, self._numbers = name, itertools.count(1)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def next_address(self):
        return f"http://127.0.0.1:{self._server.server_port}/{self._name}-{next(self._numbers)}.png"

    def close(self):
        self._server.shutdown()
        self._server.server_close()
