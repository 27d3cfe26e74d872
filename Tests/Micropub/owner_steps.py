"""What only the owner can do, on the pages of the site."""

from browser import Browser
from checks import Stop
from owner import Owner

PASSPHRASE = "four odd birds at sea"


def prepare(addresses, base, setup_link):
    """Makes a channel, and notes a contact."""
    browser = Browser(addresses)
    Owner(browser, base, PASSPHRASE).set_up(setup_link)
    forms = {
        "/admin/channels": {"name": ["Walks & talks"], "uid": ["walks"]},
        "/admin/contacts": {"nickname": ["ada"], "name": ["Ada L."], "url": ["https://ada.example/"]},
    }
    for path, fields in forms.items():
        page = browser.submit(browser.open(base + path), path, fields)
        if page.status != 200:
            raise Stop(f"{path} answers {page.status}: {page.page.text[:300]}")
