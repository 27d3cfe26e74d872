"""What the style sheets owe to their readers: colours that can be told apart, few bytes, and no slip of the pen."""

import re

MOST_BYTES = 20_000
# WCAG 2.2, 1.4.3 for text and 1.4.11 for what isn't.
TEXT, SIGN = 4.5, 3.0
PAIRS = [
    (front, ground, TEXT)
    for front in ["ink", "soft", "link", "gold", "alert"]
    for ground in ["paper", "wash"]
] + [("ink", "mark", TEXT), ("paper", "link", TEXT), ("paper", "ink", TEXT), ("gold", "paper", SIGN)]


def problems(sheet, main):
    text = sheet.read_text()
    if len(text.encode()) >= MOST_BYTES:
        yield f"{len(text.encode())} bytes"
    plain = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", text, flags=re.S)
    if plain.count("{") != plain.count("}"):
        yield f"{plain.count('{')} blocks begin and {plain.count('}')} end"
    for name in sorted(set(re.findall(r"var\((--[a-z]+)\)", plain)) - set(re.findall(r"(--[a-z]+):", main.read_text()))):
        yield f"{name} is nowhere set"
    if sheet == main:
        # The first block is the light theme, the second one changes it.
        blocks = [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", block)) for block in re.findall(r":root \{([^}]*)\}", text)]
        light, dark = blocks[0], {**blocks[0], **blocks[1]}
        for name, theme in [("light", light), ("dark", dark)]:
            for front, ground, least in PAIRS:
                ratio = contrast(theme[front], theme[ground])
                if ratio < least:
                    yield f"{name}: {front} on {ground} is {ratio:.2f}:1, {least}:1 is needed"


def contrast(one, other):
    """The contrast ratio of two colours, as WCAG defines it."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
