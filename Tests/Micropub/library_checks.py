"""The client library `micropub` of PyPI."""

try:
    import micropub
except ImportError:
    micropub = None


def check(checks, client, site):
    if not micropub:
        print("note    micropub is not installed: its steps are left out")
        return
    who = "micropub (PyPI)"
    library = micropub.Client(client.endpoint, client.token)
    # It finds the site by its name as if behind a proxy, which is the site itself.
    library.session.trust_env = False
    library.session.proxies = {"http": site}
    for kind, name in (("entry", "A post by a library"), ("event", "An event by a library")):
        try:
            library.create_post({"name": [name], "content": ["Its *words*"], "start": ["2027-01-01T10:00:00Z"]}, h=kind)
            problems = []
        except micropub.PostNotCreated:
            problems = ["it says that the post was not created"]
        checks.check(who, f"it posts an {kind}", problems)
        urls = client.list("filter=" + name)
        checks.same(who, f"the {kind} is there once", len(urls), 1)
        if urls:
            answer = library.get_post(urls[0])
            checks.same(
                who, f"it reads its {kind}", (answer.status_code, answer.json()["properties"]["name"]), (200, [name])
            )
            checks.same(who, f"the {kind} has its type", answer.json()["type"], ["h-" + kind])
    try:
        library.create_post({"content": ["x"], "visibility": ["nonsense"]})
        problems = ["it believes that the post was created"]
    except micropub.PostNotCreated:
        problems = []
    checks.check(who, "it understands a refusal", problems)
