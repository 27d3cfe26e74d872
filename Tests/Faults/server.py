"""A site in a folder, and the servers that open it one after the other."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

from client import Client

RESOURCES = pathlib.Path(__file__).resolve().parents[2]
BASE = "http://martlet.example"
SCOPE = "create update delete undelete media"


class DidNotStart(Exception):
    """The server ended, with `status`, or was not ready in time."""

    def __init__(self, text, status=None):
        super().__init__(text)
        self.status = status


# Servers that were started, to be ended when these scripts are; None from then on.
started = set()


def end_all():
    """Ends every server, and lets none be started any more."""
    global started
    ended, started = started, None
    for site in list(ended or ()):
        site.kill()


class Site:
    """One data directory and at most one server.

    - folder: for what the server prints; the data directory lies in it unless `data` says where.
    - settings: environment variables without their prefix.
    """

    def __init__(self, martlet, folder, data=None, **settings):
        self.martlet, self.folder = martlet, pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data = pathlib.Path(data or self.folder / "data")
        # Without the job that follows each picture: what makes files anew is walked by itself.
        self.settings = {"PORT": "0", "BASE_URL": BASE, "ALLOW_PRIVATE_NETWORK": "1", "AVIF": "0", **settings}
        self.port = self.process = self.token = None
        self.slowest, self.patience = 0, 20
        self.ready_path = None

    @property
    def database(self):
        return self.data / "martlet.sqlite"

    @property
    def client(self):
        return Client(self, self.token, self.patience)

    def environment(self, failpoint=None, **extra):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MARTLET_")}
        settings = {"DATA_DIR": str(self.data), "RESOURCE_DIR": str(RESOURCES), **self.settings}
        environment |= {"MARTLET_" + name: value for name, value in settings.items()}
        if failpoint:
            environment["MARTLET_FAILPOINT"] = failpoint
        return environment | extra

    def command(self, *words, failpoint=None, within=60):
        """Runs the program for one command; the finished process, with its texts."""
        return subprocess.run(
            [self.martlet, *words], env=self.environment(failpoint), cwd=RESOURCES, timeout=within, check=False,
            capture_output=True, text=True,
        )

    def make_token(self):
        """Makes the token that `client` uses; the site needs no server for it."""
        done = self.command("token", "create", "--scope", SCOPE, "--name", "faults")
        if done.returncode:
            raise DidNotStart(done.stderr)
        self.token = done.stdout.strip()

    def start(self, failpoint=None, before=(), within=30, **environment):
        """Starts a server and waits until it is ready; returns how long that took.

        - before: a program, with its options, that runs the server.
        """
        if started is None:
            raise DidNotStart("this is the end")
        with open(self.folder / "out", "wb") as out, open(self.folder / "errors", "wb") as errors:
            self.process = subprocess.Popen(
                [*before, self.martlet, "serve"], env=self.environment(failpoint, **environment), cwd=RESOURCES,
                stdin=subprocess.DEVNULL, stdout=out, stderr=errors, start_new_session=True,
            )
        if started is None:
            self.kill()
            raise DidNotStart("this is the end")
        started.add(self)
        begun = time.monotonic()
        while time.monotonic() < begun + within:
            if self._is_ready():
                taken = time.monotonic() - begun
                self.slowest = max(self.slowest, taken)
                return taken
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        status = self.process.poll()
        self.kill()
        raise DidNotStart(f"status {status}: {self.said()}", status)

    def _is_ready(self):
        listening = re.search(r"listening on +http://[^ ]+:(\d+)$", self.printed(), re.MULTILINE)
        if not listening:
            return False
        self.port = int(listening[1])
        if self.ready_path is None:
            # Older servers tell it at another address.
            answer = Client(self, timeout=5).get("/readyz")
            if answer is None:
                return False
            self.ready_path = "/healthz" if answer.status == 404 else "/readyz"
        answer = Client(self, timeout=5).get(self.ready_path)
        return answer is not None and answer.status == 200

    def printed(self):
        return (self.folder / "out").read_text(errors="replace")

    def said(self):
        """What the log ends with, for people; of a crash, why it came."""
        log = (self.folder / "errors").read_text(errors="replace")
        fatal = re.search(r"^.*Fatal error: .*$", log, re.MULTILINE)
        return fatal[0] if fatal else log[-600:].strip()

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def was_killed(self):
        """Whether the server is dead by SIGKILL, as armed failpoints do it, and by nothing else."""
        return not self.is_running and self.process.returncode == -signal.SIGKILL

    def has_died(self, within):
        """Whether the server ends by itself in that many seconds."""
        try:
            self.process.wait(within)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self):
        """Ends the server and all that it started, at once."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        if started is not None:
            started.discard(self)

    def stop(self):
        """Asks the server to end; whether it did."""
        if self.process is None:
            return True
        self.process.terminate()
        ended = self.has_died(15)
        self.kill()
        return ended

    def workers(self):
        """The ids of picture workers that this server started and that still run."""
        found = []
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == self.process.pid and b"image-worker" in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except (OSError, IndexError):
                continue
        return found

    def remove(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
