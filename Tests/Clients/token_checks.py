"""A client gets tokens, uses and renews them, and loses them in each of the ways."""

from checks import Stop, differences, missing
from token_client import NAME, STATE

WHO = "token client"
SCOPE = "create media profile"
DAY = 24 * 60 * 60


def check(checks, owner, client):
    check_discovery(checks, owner, client)

    code, token = sign_in(checks, owner, client)
    check_token(checks, owner, client, token)
    token = check_refresh(checks, client, token)
    checks.same(WHO, "it gives the token back", client.revoke(token["access_token"]).status, 200)
    check_refused(checks, client, token, "it gave it back")

    code, token = sign_in(checks, owner, client)
    checks.same(WHO, "a second token works too", client.post_note(token["access_token"], "Again").status, 201)
    page = owner.revoke(client.client_id).page
    cards = [card for card in page.all("article") if client.client_id in card.text]
    names = [card.first("h3").text for card in cards]
    checks.same(WHO, "the owner revokes that, and sees both ended, by its name", names, [f"{NAME} revoked"] * 2)
    check_refused(checks, client, token, "the owner revoked it")
    answer = client.redeem(code)
    checks.same(WHO, "a code works once", answer.refusal, (400, "invalid_grant"))


def check_discovery(checks, owner, client):
    in_header, in_page = client.discover(owner.base + "/")
    wanted = ["indieauth-metadata", "authorization_endpoint", "token_endpoint", "micropub"]
    checks.check(
        WHO,
        "the front page says where the endpoints are, twice",
        missing(wanted, in_header) + [name for name in wanted if in_page.get(name) != in_header.get(name)],
    )
    metadata = client.metadata
    checks.check(
        WHO,
        "the metadata says the same, and what clients rely on",
        [
            f"{name}: {metadata.get(name)}"
            for name in ("authorization_endpoint", "token_endpoint")
            if metadata.get(name) != in_header.get(name)
        ]
        + ([] if client.metadata_url.startswith(metadata.get("issuer", "?")) else [f"issuer {metadata.get('issuer')}"])
        + differences(metadata.get("code_challenge_methods_supported"), ["S256"])
        + differences(metadata.get("authorization_response_iss_parameter_supported"), True)
        + missing(["authorization_code", "refresh_token"], metadata.get("grant_types_supported", []))
        + missing(SCOPE.split(), metadata.get("scopes_supported", [])),
    )


def sign_in(checks, owner, client):
    """Sends the owner to the consent screen, who allows a day; returns the code and what it was redeemed for."""
    page = owner.browser.open(client.authorization_request(SCOPE))
    checks.same(WHO, "the consent screen has its name", page.page.first("h1").text, f"{NAME} asks for access")
    scopes = page.form("/auth/consent").choices("scope")
    checks.same(WHO, "and every scope that it asks for", list(scopes), SCOPE.split())
    page = owner.decide(page, "allow", scope=SCOPE.split(), expiry=["day"])

    answer = client.answer(page.url)
    checks.check(
        WHO,
        "the answer comes with the same state, and the issuer",
        differences(page.url.partition("&code=")[0], client.listener.redirect_uri)
        + differences((answer.get("state"), answer.get("iss")), (STATE, client.metadata["issuer"])),
    )
    redeemed = client.redeem(answer.get("code", ""))
    if redeemed.status != 200:
        raise Stop(f"the code was refused: {redeemed.status} {redeemed.text}")
    checks.check(
        WHO,
        "the token's answer may not be kept",
        differences(redeemed.headers["Cache-Control"], "no-store")
        + differences(redeemed.headers.get_content_type(), "application/json"),
    )
    return answer["code"], redeemed.json


def check_token(checks, owner, client, token):
    """What a fresh token says of itself, and what it can do."""
    checks.same(
        WHO,
        "the token is the owner's, for a day, with the scopes",
        tuple(token.get(name) for name in ("me", "token_type", "expires_in", "scope")),
        (owner.base + "/", "Bearer", DAY, SCOPE),
    )
    checks.same(WHO, "the profile comes along", token.get("profile", {}).get("url"), owner.base + "/")
    checks.same(
        WHO, "the profile is to be had again", client.userinfo(token["access_token"]).json, token.get("profile")
    )
    answer = client.post_note(token["access_token"], "Written with a token")
    checks.same(WHO, "it posts", answer.status, 201)
    page = client.wire.get(answer.headers["Location"] or owner.base + "/nowhere")
    checks.check(WHO, "the post is there", missing(["Written with a token"], page.text))


def check_refresh(checks, client, token):
    answer = client.refresh(token["refresh_token"])
    renewed = answer.json
    if answer.status != 200:
        raise Stop(f"the refresh token was refused: {answer.status} {answer.text}")
    checks.same(
        WHO,
        "it renews the token, for as much and as long",
        tuple(renewed.get(name) for name in ("scope", "expires_in")),
        (SCOPE, DAY),
    )
    checks.same(
        WHO,
        "both secrets are new",
        {renewed[name] for name in ("access_token", "refresh_token")}
        & {token[name] for name in ("access_token", "refresh_token")},
        set(),
    )
    checks.same(WHO, "the renewed token posts", client.post_note(renewed["access_token"], "Renewed").status, 201)
    return renewed


def check_refused(checks, client, token, why):
    """Neither secret of a token that has ended is worth anything."""
    answer = client.post_note(token["access_token"], "Never to be seen")
    checks.check(
        WHO,
        f"401 for its token, now that {why}",
        differences(answer.refusal, (401, "invalid_token"))
        + missing(['error="invalid_token"'], answer.headers["WWW-Authenticate"] or ""),
    )
    answer = client.refresh(token["refresh_token"])
    checks.same(WHO, f"no new one, now that {why}", answer.refusal, (400, "invalid_grant"))
