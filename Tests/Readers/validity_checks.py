"""Holds feeds to the rules."""

import html_rules
import json_rules
import rules
import xml_rules
from checks import differences
from fetching import fetch

# What is warned of, and why it is left so.
ACCEPTED = {
    ("rss", "no plain texts that look like HTML"): "a title may be about HTML, and RSS can't say that it is plain",
}


def check(checks, documents, base):
    for document in documents:
        found = {
            "served as what it is": rules.of_headers(document),
            "its links": rules.of_links(document, base),
            "its entries": rules.of_entries(document),
            "contents are safe and complete": [line for entry in document.entries for line in rules.of_content(entry)],
        }
        if html_rules.html5lib:
            found["contents are HTML"] = html_rules.of_html(document)
        if document.format == "json":
            found["JSON Feed 1.1"] = json_rules.of_json(document)
        else:
            found["no bad characters in attributes"] = xml_rules.controls_in_attributes(document)
            found["no plain texts that look like HTML"] = xml_rules.texts_like_markup(document)
        if document.format == "atom":
            found["RFC 4287"] = xml_rules.of_atom(document)
            found["no two entries of the same moment"] = xml_rules.equal_updated(document)
        if document.format == "rss":
            found["RSS 2.0"] = xml_rules.of_rss(document)
        for what, problems in found.items():
            report(checks, document, what, list(problems))
    if not html_rules.html5lib:
        print("note    html5lib is not installed: contents are not read as HTML")


def report(checks, document, what, problems):
    accepted = ACCEPTED.get((document.format, what))
    if problems and accepted:
        print(f"note    {document.url}: {what}: {accepted}: {len(problems)}, as {problems[0]}")
    else:
        more = [f"and {len(problems) - 8} more"] if len(problems) > 8 else []
        checks.check(document.url, what, problems[:8] + more)


def check_enclosures(checks, document, base):
    """Every file is there, and is what the feed says."""
    files = [file for entry in document.entries for file in entry.enclosures]
    problems = []
    for file in files:
        if not file.url.startswith(base + "/media/"):
            problems.append(f"{file.url} is elsewhere")
            continue
        answer = fetch(file.url)
        problems += differences(
            (answer.status, len(answer.body), answer.headers.get_content_type()), (200, file.length, file.type)
        )
    checks.check(document.url, f"length and type of {len(files)} enclosures", problems[:8])
