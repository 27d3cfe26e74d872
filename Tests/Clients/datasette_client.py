"""datasette with its IndieAuth plugin, as its user sees it in a browser."""

from checks import Stop


class Datasette:
    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        # The plugin's name for itself: the address of its sign-in page.
        self.client_id = address + "/-/indieauth"

    def sign_in(self, me):
        """Asks to sign in as `me`; the page to which that leads is the owner's site's."""
        page = self.browser.open(self.client_id)
        return self.browser.submit(page, "/-/indieauth", {"me": [me]})

    def actor(self):
        """Who is signed in, or None."""
        return self.browser.open(self.address + "/-/actor.json").json["actor"]

    def error(self, page):
        """What the plugin complains of on a page of its own."""
        if not page.url.startswith(self.client_id):
            raise Stop(f"this is not a page of datasette: {page.url}: {page.page.text[:500]!r}")
        return "; ".join(element.text for element in page.page.all("p", **{"class": "message-error"}))
