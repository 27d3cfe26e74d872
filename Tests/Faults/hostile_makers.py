"""Pictures that are made to do harm, or that carry what nobody else should see."""

import pathlib
import random
import struct
import subprocess
import zlib

from disks import command
from pictures import assemble, chunk, png

# Stands in all metadata that the pictures carry; no served file may have it.
SECRET = "fault-secret-7351"
FORMATS = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif", "avif": "image/avif"}


def samples(folder):
    """One sound picture of each format that can be made here: bytes by the end of the name."""
    source = folder / "source.png"
    source.write_bytes(png("sample", 320, 200))
    found = {"png": source.read_bytes()}
    savers = {
        "jpg": ["jpegsave"], "webp": ["webpsave"], "gif": ["gifsave"], "avif": ["heifsave", "--compression", "av1"],
    }
    for end, (saver, *options) in savers.items():
        target = folder / f"sample.{end}"
        try:
            command("vips", saver, source, target, *options)
        except OSError as error:
            print(f"note    hostile pictures: no {end} can be made here: {error}")
            continue
        found[end] = target.read_bytes()
    return found


def progressive(folder):
    target = folder / "progressive.jpg"
    command("vips", "jpegsave", folder / "source.png", target, "--interlace")
    return target.read_bytes()


def bombs(folder):
    """Names, bytes and media types."""
    yield "declared pixels", assemble(100_000, 100_000, zlib.compress(b"")), "image/png"
    yield "most that PNG can declare", assemble(2**31 - 1, 2**31 - 1, zlib.compress(b"")), "image/png"
    yield "no pixels", assemble(0, 0, zlib.compress(b"")), "image/png"
    side = 16_000
    row = zlib.compressobj(9)
    data = b"".join(row.compress(bytes(1 + side // 8)) for _ in range(side)) + row.flush()
    yield "256 million real pixels", assemble(side, side, data, depth=1, colour=0), "image/png"
    yield "interlaced pixels", assemble(side, side, data, depth=1, colour=0, interlace=1), "image/png"
    small = zlib.compress(b"".join(b"\0" + bytes(48) for _ in range(16)))
    yield "200,000 chunks", assemble(16, 16, small, before=chunk(b"tEXt", b"a\0b") * 200_000), "image/png"
    text = zlib.compress(bytes(60_000_000), 9)
    yield "one text of 60 MB", assemble(16, 16, small, before=chunk(b"zTXt", b"a\0\0" + text)), "image/png"
    many = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(7_000_000), 9)) * 60
    yield "60 texts of 7 MB", assemble(16, 16, small, after=many), "image/png"
    international = chunk(b"iTXt", b"a\0\1\0\0\0" + text)
    yield "an international text of 60 MB", assemble(16, 16, small, before=international), "image/png"
    yield "a colour profile of 60 MB", assemble(16, 16, small, before=chunk(b"iCCP", b"a\0\0" + text)), "image/png"
    yield "too few pixels", assemble(16, 16, zlib.compress(bytes(49))), "image/png"
    yield "more pixels than declared", assemble(16, 16, zlib.compress(bytes(80_000_000), 9)), "image/png"
    yield "5,000 frames", gif(16, 16, 5_000), "image/gif"
    yield "60 frames of 4,000 × 4,000", gif(4_000, 4_000, 60), "image/gif"
    yield "a declared GIF", gif(65_535, 65_535, 1), "image/gif"
    jpeg = progressive(folder)
    yield "a profile of 16 MB", with_profile(jpeg), "image/jpeg"
    yield "5,000 scans", with_scans(jpeg, 5_000), "image/jpeg"
    frame = jpeg.index(b"\xff\xc2") + 5
    yield "a declared JPEG", jpeg[:frame] + b"\xff" * 4 + jpeg[frame + 4 :], "image/jpeg"
    yield "many comments", jpeg[:2] + segment(0xFE, bytes(60_000)) * 300 + jpeg[2:], "image/jpeg"
    size = struct.pack("<I", (16_383 - 1) | (16_383 - 1) << 14)
    body = b"WEBPVP8L" + struct.pack("<I", 6) + b"\x2f" + size + b"\0"
    yield "a declared WebP", b"RIFF" + struct.pack("<I", len(body)) + body, "image/webp"


def gif(width, height, frames):
    """Each frame is as large as the whole, and one colour."""
    minimum, clear, stop = 2, 4, 5
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(3) + b"\xff" * 3
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + bytes([minimum])
    codes = bytes([clear | 0 << 3 | (stop & 3) << 6, stop >> 2])
    return head + (frame + bytes([len(codes)]) + codes + b"\0") * frames + b"\x3b"


def segment(marker, data):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def with_profile(jpeg):
    parts = [b"ICC_PROFILE\0" + bytes([number, 255]) + bytes(65_000) for number in range(1, 256)]
    return jpeg[:2] + b"".join(segment(0xE2, part) for part in parts) + jpeg[2:]


def with_scans(jpeg, count):
    """Repeats the last scan."""
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:-2] + jpeg[last:-2] * count + jpeg[-2:]


def truncations(found):
    """Every twentieth of each format."""
    for end, data in found.items():
        for part in range(20):
            yield f"{part}/20 of {end}", data[: len(data) * part // 20], FORMATS[end]


def damaged(found, seed):
    """A few bytes of each format changed."""
    choices = random.Random(f"{seed} damage")
    for end, data in found.items():
        for number in range(10):
            changed = bytearray(data)
            for _ in range(20):
                changed[choices.randrange(len(changed))] = choices.randrange(256)
            yield f"damage {number} to {end}", bytes(changed), FORMATS[end]


def liars(found):
    """More than one thing at once, and what is not what it says."""
    script = f"<html><script>alert('{SECRET}')</script></html>".encode()
    archive = b"PK\3\4" + SECRET.encode() + b"PK\5\6" + bytes(18)
    for end, data in found.items():
        yield f"{end} and HTML", data + script, FORMATS[end]
        yield f"{end} and ZIP", data + archive, FORMATS[end]
        yield f"{end} that says to be HTML", data, "text/html"
        yield f"{end} that says to be SVG", data, "image/svg+xml"
    yield "GIF and JavaScript", found["gif"].replace(b"GIF89a", b"GIF89a/*") + b"*/=1;alert(1)", "image/gif"
    yield "HTML that says to be PNG", script, "image/png"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "SVG", svg, "image/svg+xml"
    yield "SVG that says to be JPEG", svg, "image/jpeg"
    yield "PDF", b"%PDF-1.4\n" + bytes(500), "image/png"
    yield "nothing", b"", "image/png"
    yield "the head of PNG only", b"\x89PNG\r\n\x1a\n", "image/png"


def with_metadata(folder, found):
    """Each format with all the metadata that exiftool can write into it."""
    tags = ["-EXIF:GPSLatitude=52.5", "-EXIF:GPSLatitudeRef=N", "-EXIF:GPSLongitude=13.4", "-EXIF:GPSLongitudeRef=E"]
    names = ["EXIF:Artist", "EXIF:UserComment", "EXIF:ImageUniqueID", "XMP:Creator", "XMP:City", "IPTC:City", "Comment"]
    names += ["PNG:Author", "Photoshop:CaptionWriter", "XMP-exif:SerialNumber"]
    for end, data in found.items():
        for name in [None, *names]:
            path = pathlib.Path(folder, f"metadata.{end}")
            path.write_bytes(data)
            wanted = tags if name is None else [f"-{name}={SECRET}"]
            words = ["exiftool", "-q", "-m", "-overwrite_original", *wanted, path]
            subprocess.run(words, check=False, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            if path.read_bytes() != data:
                yield f"{name or 'GPS'} in {end}", path.read_bytes(), FORMATS[end]
    marked = chunk(b"tEXt", b"Comment\0" + SECRET.encode()) + chunk(b"zTXt", b"a\0\0" + zlib.compress(SECRET.encode()))
    yield "text chunks in png", found["png"][:33] + marked + found["png"][33:], "image/png"
    yield "text behind the pixels of png", found["png"][:-12] + marked + found["png"][-12:], "image/png"
