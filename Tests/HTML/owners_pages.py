"""Signs the owner in, fills what the owner can fill, and keeps all pages that are theirs alone."""

from owner import Owner

PASSPHRASE = "four odd birds at sea"


def save_all(crawler, setup_link):
    base, browser = crawler.base, crawler.browser
    owner = Owner(browser, base, PASSPHRASE)
    crawler.keep(owner.set_up(setup_link))
    owner.sign_out()
    page = crawler.save(base + "/admin")
    crawler.keep(owner.sign_in(page, "a wrong one"), status=401)
    owner.sign_in(browser.open(base + "/admin"))
    for path, fields in [
        ("/admin/channels", {"name": ['Birds & "boats"'], "uid": ["birds"]}),
        ("/admin/contacts", {"nickname": ["ann"], "name": ['Ann "A"'], "url": ["https://ann.example/"],
                             "photo": ["https://ann.example/a.jpg"]}),
    ]:
        page = browser.open(base + path)
        crawler.keep(browser.submit(page, adding(page, path), fields))
        # Refused: the page says why, and what was typed stays.
        page = browser.open(base + path)
        answer = browser.submit(page, adding(page, path), {**fields, next(iter(fields)): [""]})
        crawler.keep(answer, status=answer.status)
    page = browser.open(base + "/admin/pages/new")
    crawler.keep(browser.submit(page, "/admin/pages", {
        "name": ['What "I" <use>'], "slug": ["uses"], "text": ["## A pencil\n\nand [a knife](https://a.example/?a=1&b=2)"]}))
    consent = ("/auth?response_type=code&client_id=https%3A%2F%2Fapp.example%2F&state=x&scope=create+media+odd"
               "&redirect_uri=https%3A%2F%2Fapp.example%2Fback")
    answer = browser.open(base + consent)
    crawler.keep(answer, status=answer.status)
    crawler.crawl(["/admin", "/admin/posts", "/admin/tokens", "/uses", "/archive"])


def adding(page, path):
    """The path of the form for a new one: the last one of the page."""
    actions = [form.get("action") for form in page.page.all("form")]
    own = [action for action in actions if path in action]
    return own[-1][own[-1].index(path):]
