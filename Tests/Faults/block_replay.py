"""Records every write and flush that reaches a disk, and starts the site on what could have been left of them.

A disk keeps all that came before its last flush, and of what came after it whatever it likes.
"""

import contextlib
import pathlib
import random
import shutil
import struct
import subprocess
import time

from check import check
from disks import Disk, command, mounted, require, unmount
from journal import Journal
from report import Skip, lost
from server import DidNotStart, Site

HEAD = struct.Struct(">cQI")
PLUGIN = pathlib.Path(__file__).with_name("recorder.py")
MEGABYTES = 64


def run(report, options, scratch):
    require("nbdkit", "nbdfuse", "losetup")
    scratch.mkdir(parents=True)
    disk = Disk(scratch / "disk.img", "ext4", megabytes=MEGABYTES)
    site = Site(options.martlet, scratch / "site", data=disk.folder / "data")
    with mounted(disk):
        site.make_token()
        site.start()
        site.stop()
    base = scratch / "base.img"
    shutil.copyfile(disk.image, base)
    requests = record(options, site, disk, base, scratch / "log", 6 if options.quick else 30)
    records, flushes = read(scratch / "log")
    choices = random.Random(f"{options.seed} block replay")
    most = 6 if options.quick else 60
    chosen = sorted(choices.sample(range(len(flushes)), min(most, len(flushes))))
    findings, images = [], 0
    for flush in chosen:
        for is_torn in (False, True):
            end = cut(records, flushes, flush, choices if is_torn else None)
            rebuild(base, disk.image, records, flushes[flush], end, choices if is_torn else None)
            findings += look(site, disk, requests, records[end - 1].after if end else 0)
            images += 1
    note = f"{len(records)} writes and flushes, {len(flushes)} flushes, {len(requests)} requests"
    report.case("block replay: ext4", findings, images, note)


def record(options, site, disk, base, log, count):
    """Writes to the site on a recorded disk; returns what was acknowledged, each with the length of the log by then."""
    requests = []
    with recorded(base, log, log.parent / "nbd") as device, mounted_at(device, disk.folder):
        site.start()
        journal = Journal("replay")
        for number in range(count):
            before = (len(journal.posts), len(journal.files))
            if number % 3 == 1:
                journal.upload(site.client)
            else:
                journal.create(site.client, number % 3)
            new = journal.posts[before[0] :] + list(journal.files)[before[1] :]
            requests += [(log.stat().st_size, item) for item in new]
        site.kill()
    return requests


@contextlib.contextmanager
def recorded(base, log, folder):
    """A block device whose writes are noted in `log`."""
    folder.mkdir()
    point = folder / "fuse"
    point.mkdir()
    processes = [spawn("nbdkit", "-f", "-U", folder / "socket", "python", PLUGIN, f"image={base}", f"log={log}")]
    device = None
    try:
        wait_for(folder / "socket", processes)
        processes.append(spawn("nbdfuse", point / "disk", f"nbd+unix:///?socket={folder}/socket"))
        wait_for(point / "disk", processes)
        device = command("losetup", "--find", "--show", point / "disk")
        yield device
    finally:
        if device:
            command("losetup", "--detach", device)
        unmount(point)
        for process in reversed(processes):
            process.terminate()
            process.wait()


def spawn(*words):
    return subprocess.Popen([str(word) for word in words], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(path, processes):
    for _ in range(100):
        if path.exists():
            return
        if any(process.poll() is not None for process in processes):
            break
        time.sleep(0.05)
    raise Skip(f"no recorded disk comes up: {path.name} is not there")


@contextlib.contextmanager
def mounted_at(device, folder):
    command("mount", "-t", "ext4", device, folder)
    try:
        yield
    finally:
        unmount(folder)


class Record:
    """A write, or a flush when it has no bytes. `after`: the length of the log behind it."""

    def __init__(self, offset, data, after):
        self.offset, self.data, self.after = offset, data, after


def read(log):
    """All records, and the indices of the flushes among them."""
    text, records, flushes, place = log.read_bytes(), [], [], 0
    while place + HEAD.size <= len(text):
        kind, offset, length = HEAD.unpack_from(text, place)
        place += HEAD.size + length
        if kind == b"f":
            flushes.append(len(records))
        records.append(Record(offset, text[place - length : place], place))
    return records, flushes


def cut(records, flushes, number, choices):
    """Where the power goes: right behind a flush, or, by choice, before the next one."""
    if choices is None:
        return flushes[number] + 1
    following = flushes[number + 1] if number + 1 < len(flushes) else len(records)
    return choices.randint(flushes[number] + 1, following)


def rebuild(base, image, records, flush, end, choices):
    """The disk with all writes up to a flush, and some of those from there to `end`."""
    shutil.copyfile(base, image)
    with open(image, "r+b") as file:
        for index, one in enumerate(records[:end]):
            if index < flush or choices is None or choices.random() < 0.5:
                file.seek(one.offset)
                file.write(one.data)


def look(site, disk, requests, written):
    """Starts the site on the disk; whatever was acknowledged before the power went must be there."""
    journal = Journal("replayed")
    for length, item in requests:
        if length <= written and isinstance(item, str):
            journal.files[item] = {"live"}
        elif length <= written:
            journal.posts.append(item)
    with mounted(disk):
        try:
            site.start()
            return check(site, journal)
        except DidNotStart as error:
            return [lost(f"the whole site: {error}")]
        finally:
            site.kill()
