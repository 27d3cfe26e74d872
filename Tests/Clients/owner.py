"""What the owner of the site does in a browser."""

import urllib.parse

from checks import Stop


class Owner:
    def __init__(self, browser, base, passphrase):
        self.browser, self.base, self.passphrase = browser, base, passphrase

    def set_up(self, link):
        page = self.browser.open(link)
        return self.browser.submit(page, "/admin/setup", {"passphrase": [self.passphrase], "again": [self.passphrase]})

    def sign_out(self):
        return self.browser.submit(self.browser.open(self.base + "/admin"), "/admin/sign-out")

    def sign_in(self, page, passphrase=None):
        """Fills the sign-in page that has come up."""
        return self.browser.submit(page, "/admin/sign-in", {"passphrase": [passphrase or self.passphrase]})

    def decide(self, page, decision, **changes):
        """Answers the consent screen that has come up."""
        return self.browser.submit(page, "/auth/consent", changes, ("decision", decision))

    def is_signed_in(self):
        """Whether the owner's pages open."""
        page = self.browser.open(self.base + "/admin")
        return page.status == 200 and urllib.parse.urlsplit(page.url).path == "/admin"

    def revoke(self, client_id):
        """Revokes the only token of a client that is valid."""
        tokens = self.browser.open(self.base + "/admin/tokens")
        actions = [
            form.get("action")
            for card in tokens.page.all("article")
            if client_id in [code.text for code in card.all("code")]
            for form in card.all("form")
            if form.get("action").endswith("/revoke")
        ]
        if len(actions) != 1:
            raise Stop(f"the tokens of {client_id} can be revoked by {len(actions)} forms: {tokens.page.text[:500]!r}")
        return self.browser.submit(tokens, urllib.parse.urlsplit(actions[0]).path)

    def log(self):
        """What the log of clients says of each, oldest first; by client_id, or by the heading of those without.

        What somebody did who only said to be a client stands under `claimed` and the client_id.
        """
        page = self.browser.open(self.base + "/admin/clients").page
        log = {}
        for section in page.all("section"):
            if next(section.all("table"), None) is None:
                continue
            heading = section.first("h2")
            name = next(section.all("p"), heading).text
            if heading.text.startswith("Somebody who says to be"):
                name = "claimed " + name
            log[name] = [logged(row) for row in section.first("tbody").all("tr")][::-1]
        return log


def logged(row):
    """Request, status and reason, as they stand in the table: `POST /token code 400 code_used`."""
    answer, reason = row.first("td", **{"data-label": "Answer"}), row.first("td", **{"data-label": "Reason"})
    # A refusal says so in words too, which only screen readers read.
    return " ".join([row.first("th").text, answer.text.removesuffix(" refused"), *(c.text for c in reason.all("code"))])
