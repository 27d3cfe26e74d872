"""Each kind of post, from the request to the pages."""

import reading
from checks import differences
from client import place
from posts import POSTS

WHO = "kinds"


def check(checks, client):
    places = {}
    for post in POSTS:
        answer = client.json({"type": [post.type], "properties": post.properties})
        checks.check(WHO, f"201 for {post.what}", problems_of(answer, client.base))
        if answer.status != 201:
            continue
        url = places[post.what] = place(answer)
        check_source(checks, client, post, url)
        listed = client.list("post-type=" + post.kind, "limit=100")
        checks.check(WHO, f"{post.what} is a {post.kind}", [] if url in listed else [f"not among {listed}"])
    if reading.mf2py:
        check_pages(checks, client, places)
    else:
        print("note    mf2py is not installed: what pages say is not compared")


def problems_of(answer, base):
    location = answer.headers.get("Location", "")
    problems = [] if location.startswith(base + "/") else [f"Location is {location!r}"]
    return differences(answer.status, 201) + problems + ([answer.text[:300]] if answer.status != 201 else [])


def check_source(checks, client, post, url):
    """All that was sent comes back as it was sent."""
    answer = client.query("q=source", "url=" + url).json
    source = {name: value for name, value in answer["properties"].items() if name in post.properties}
    checks.check(
        WHO,
        f"q=source gives back {post.what}",
        differences(source, post.properties)
        + differences(answer["type"], [post.type])
        + sorted(answer["properties"].keys() - post.properties.keys() - {"published"}),
    )


def check_pages(checks, client, places):
    name = f"mf2py {reading.mf2py.__version__}"
    feed, pages = reading.feed_of(client)
    print(f"note    {len(feed)} posts on {pages} pages")
    for post in POSTS:
        url = places.get(post.what)
        if url is None:
            continue
        item = reading.entry_of(client.look(url))
        checks.check(name, f"the page of {post.what}", reading.differences_of(item, post.type, post.readable))
        if item:
            checks.same(
                name,
                f"url and uid of {post.what}",
                [item["properties"].get(key) for key in ("url", "uid")],
                [[url], [url]],
            )
            checks.check(name, f"the author of {post.what}", problems_of_author(item, client.base))
        checks.check(
            name, f"the front pages have {post.what}", reading.differences_of(feed.get(url), post.type, post.readable)
        )


def problems_of_author(item, base):
    authors = item["properties"].get("author", [])
    if len(authors) != 1 or not isinstance(authors[0], dict):
        return [f"author is {authors!r}"]
    return differences(authors[0]["properties"].get("url"), [base + "/"])
