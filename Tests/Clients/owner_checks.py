"""The owner chooses a passphrase and signs in with it."""

import urllib.parse

WHO = "owner"


def check(checks, owner, link, elsewhere):
    """`elsewhere` is a browser without cookies."""
    owner.set_up(link)
    checks.same(WHO, "choosing a passphrase signs in", owner.is_signed_in(), True)
    checks.same(WHO, "the link works once", elsewhere.open(link).status, 410)
    check_cookie(checks, owner)

    owner.sign_out()
    checks.same(WHO, "signing out shuts the owner's pages", owner.is_signed_in(), False)
    checks.same(WHO, "nobody else is signed in", path(elsewhere.open(owner.base + "/admin/tokens")), "/admin/sign-in")

    page = owner.sign_in(owner.browser.open(owner.base + "/admin/tokens"), "another passphrase")
    checks.same(WHO, "a wrong passphrase doesn't sign in", (page.status, owner.is_signed_in()), (401, False))
    page = owner.sign_in(owner.browser.open(owner.base + "/admin/tokens"))
    checks.same(WHO, "the passphrase signs in, and leads on", (page.status, path(page)), (200, "/admin/tokens"))


def check_cookie(checks, owner):
    """The session must come along from a client's page (so not Strict), and no script may read it."""
    sessions = [cookie for cookie in owner.browser.cookies if "session" in cookie.name]
    checks.same(
        WHO,
        "the session's cookie is Lax and for no script",
        [(cookie.get_nonstandard_attr("SameSite"), cookie.has_nonstandard_attr("HttpOnly")) for cookie in sessions],
        [("Lax", True)],
    )


def path(answer):
    return urllib.parse.urlsplit(answer.url).path
