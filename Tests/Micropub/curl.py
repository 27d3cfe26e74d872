"""HTTP requests as curl sends them."""

import email.parser
import pathlib
import subprocess
import tempfile
import urllib.parse

from checks import Stop
from wire import Answer


class Curl:
    """Runs curl for each request; follows no redirect, and takes every status for an answer.

    - site: where everything is asked, whatever the host of an address says.
    - scratch: a folder for what comes back.
    """

    def __init__(self, site, scratch):
        self._address = urllib.parse.urlsplit(site).netloc
        self._scratch = scratch

    def ask(self, url, *options, body=None):
        """`body` is sent as it is, byte for byte, when it is there."""
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            head, content = pathlib.Path(folder, "head"), pathlib.Path(folder, "content")
            command = ["curl", "-sS", "-q", "--globoff", "--max-time", "30", "--noproxy", "*"]
            command += ["--connect-to", f"::{self._address}"]
            command += ["-D", head, "-o", content, *options]
            command += [] if body is None else ["--data-binary", "@-"]
            done = subprocess.run([*command, url], input=body or b"", stderr=subprocess.PIPE, check=False)
            if done.returncode:
                raise Stop(f"curl ended with {done.returncode} for {url}: {done.stderr.decode()}")
            status, headers = last_head(head.read_bytes().decode("latin-1"))
            return Answer(url, status, headers, content.read_bytes() if content.exists() else b"")


def last_head(text):
    """Status and headers of the answer; before it there may be a `100 Continue`."""
    head = text.strip().replace("\r\n", "\n").split("\n\n")[-1]
    line, _, headers = head.partition("\n")
    return int(line.split()[1]), email.parser.HeaderParser().parsestr(headers)
