"""The owner signs in to datasette, and another time doesn't."""

from checks import Stop, differences, missing

WHO = "datasette"


def check_allowed(checks, owner, datasette):
    """The owner, who is signed in to the site, is asked at once, and says yes."""
    checks.same(WHO, "nobody is signed in", datasette.actor(), None)
    # As people type it; the plugin makes an address of it.
    page = datasette.sign_in(owner.base.removeprefix("http://"))
    check_consent(checks, owner, datasette, page)
    page = owner.decide(page, "allow")
    checks.same(WHO, "the sign-in ends on the front page", (page.status, page.url), (200, datasette.address + "/"))
    actor = datasette.actor() or {}
    checks.same(WHO, "it knows the owner by the address", actor.get("me"), owner.base + "/")
    checks.same(WHO, "it learned nothing else", actor.keys() - {"me", "display"}, set())


def check_denied(checks, owner, datasette):
    """The owner, who isn't signed in to the site, must sign in first, and says no."""
    page = datasette.sign_in(owner.base + "/")
    checks.check(WHO, "the sign-in page names who waits", missing([datasette.client_id], page.page.text))
    page = owner.sign_in(page)
    page = owner.decide(page, "deny")
    checks.check(WHO, "it is told that the owner said no", missing(["error=access_denied"], page.url))
    # The plugin looks for a code all the same, and has none.
    checks.same(WHO, "it says that it didn't work", datasette.error(page), "Invalid response from authorization server")
    checks.same(WHO, "nobody is signed in by that", datasette.actor(), None)


def check_consent(checks, owner, datasette, page):
    """What the owner is shown before the answer."""
    if page.status != 200 or not page.url.startswith(owner.base + "/auth?"):
        raise Stop(f"no consent screen, but {page.status} at {page.url}: {page.page.text[:500]!r}")
    addresses = [code.text for code in page.page.all("code")]
    checks.check(
        WHO,
        "the consent screen shows where the answer goes",
        missing([datasette.client_id, datasette.client_id + "/done"], addresses),
    )
    # Its page was read. It describes an app, but with another address than the one that it goes by.
    checks.check(
        WHO,
        "the consent screen believes no name",
        differences(page.page.first("h1").text, "An app asks who you are")
        + (["the client was not read"] if "could not be read" in page.page.text else []),
    )
    checks.same(WHO, "there is no scope to choose", page.form("/auth/consent").choices("scope"), {})
    checks.check(
        WHO,
        "no other page may frame the screen",
        differences(page.headers["X-Frame-Options"], "DENY")
        + missing(["frame-ancestors 'none'"], page.headers["Content-Security-Policy"] or ""),
    )
