"""Small pictures, each another one."""

import random
import struct
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(number, width=40, height=30):
    """A PNG of noise that only this number gives."""
    noise = random.Random(f"picture {number}")
    rows = b"".join(b"\0" + noise.randbytes(width * 3) for _ in range(height))
    return assemble(width, height, zlib.compress(rows, 1))


def assemble(width, height, data, before=b"", after=b"", depth=8, colour=2, interlace=0):
    """A PNG of its parts; `before` and `after` are chunks that stand around the pixels."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    parts = chunk(b"IHDR", head) + before + chunk(b"IDAT", data) + after + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts
