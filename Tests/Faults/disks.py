"""Small disks in files, for root."""

import contextlib
import fcntl
import os
import pathlib
import shutil
import struct
import subprocess
import time

from report import Skip

# Like XFS_IOC_GOINGDOWN, which ext4 has too: ends all use of a file system at once. 2: what is in memory stays there.
SHUTDOWN, WITHOUT_LOG_FLUSH = 0x8004587D, 2
# The smallest that each takes, or nearly.
MEGABYTES = {"ext4": 256, "xfs": 320}
FORMAT = {
    "ext4": ["mkfs.ext4", "-q", "-F", "-m", "0", "-E", "lazy_itable_init=0,lazy_journal_init=0"],
    "xfs": ["mkfs.xfs", "-q", "-f"],
}


def require(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise Skip(f"{program} is not installed")


def require_root():
    if os.geteuid() != 0:
        raise Skip("only root may mount")


def command(*words):
    done = subprocess.run([str(word) for word in words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"{words[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


class Disk:
    """A file system in a file, and where it is mounted."""

    def __init__(self, image, kind, megabytes=None, format=True):
        require_root()
        require(FORMAT[kind][0], "mount", "losetup")
        self.image, self.kind = pathlib.Path(image), kind
        self.folder = self.image.with_suffix(".mount")
        self.folder.mkdir(parents=True, exist_ok=True)
        if format:
            with open(self.image, "wb") as file:
                file.truncate((megabytes or MEGABYTES[kind]) << 20)
            command(*FORMAT[kind], self.image)

    def mount(self):
        try:
            command("mount", "-t", self.kind, "-o", "loop", self.image, self.folder)
        except OSError as error:
            if "loop" in str(error) or "permission" in str(error):
                raise Skip(f"no disk can be mounted here: {error}") from error
            raise

    def unmount(self):
        unmount(self.folder)

    def shut_down(self):
        """Cuts the file system off from its disk, as loss of power would."""
        shut_down(self.folder)

    def fill(self, leaving):
        """Fills the disk with one file, but for so many bytes; returns that file."""
        return fill(self.folder, leaving)


def shut_down(folder):
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", WITHOUT_LOG_FLUSH))
    finally:
        os.close(descriptor)


def fill(folder, leaving):
    path, room = folder / "filler", os.statvfs(folder)
    with open(path, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(room.f_bavail * room.f_frsize - leaving, 1))
    return path


def is_mounted(folder):
    """As the kernel lists it: a file system that was shut down can't be asked."""
    with open("/proc/self/mounts", encoding="utf-8") as mounts:
        return any(line.split()[1] == str(folder) for line in mounts)


def unmount(folder):
    """Waits for what still uses it: a process that was killed closes its files when it pleases."""
    for _ in range(100):
        if not is_mounted(folder):
            return
        with contextlib.suppress(OSError):
            command("umount", folder)
            return
        time.sleep(0.1)
    command("umount", "--lazy", folder)


@contextlib.contextmanager
def mounted(disk):
    disk.mount()
    try:
        yield disk
    finally:
        disk.unmount()


@contextlib.contextmanager
def memory_disk(folder, *limits):
    """A file system in memory, with limits such as `nr_inodes=200`."""
    require_root()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        command("mount", "-t", "tmpfs", "-o", ",".join(limits), "martlet-faults", folder)
    except OSError as error:
        raise Skip(f"no disk can be mounted here: {error}") from error
    try:
        yield folder
    finally:
        unmount(folder)
