"""A disk for nbdkit that notes every write, with its bytes, and every flush.

Options: `image`, the file with what the disk holds at first, and `log`, the file to note in. A record is a letter,
`w` or `f`, then the place on the disk and the length as big-endian numbers of 8 and 4 bytes, then the bytes.
"""

import io
import struct

API_VERSION = 2
options = {}
disk = bytearray()
log = None


def config(key, value):
    options[key] = value


def config_complete():
    global disk, log
    with io.open(options["image"], "rb") as file:
        disk = bytearray(file.read())
    log = io.open(options["log"], "wb", buffering=0)


def open(readonly):
    return 1


def get_size(handle):
    return len(disk)


def can_flush(handle):
    return True


def pread(handle, buffer, offset, flags):
    buffer[:] = disk[offset : offset + len(buffer)]


def pwrite(handle, buffer, offset, flags):
    disk[offset : offset + len(buffer)] = buffer
    log.write(struct.pack(">cQI", b"w", offset, len(buffer)) + bytes(buffer))


def flush(handle, flags):
    log.write(struct.pack(">cQI", b"f", 0, 0))
