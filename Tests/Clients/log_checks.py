"""The owner reads in the log of clients what they did, what became of it, and why."""

WHO = "log"

DATASETTE = [
    "GET /auth authorization 200",
    "POST /auth/consent consent 303",
    "POST /auth profile 200",
    # In the other browser, where the owner must sign in first.
    "GET /auth authorization 303",
    "GET /auth authorization 200",
    "POST /auth/consent consent 303 access_denied",
]

TOKEN_CLIENT = [
    "GET /auth authorization 200",
    "POST /auth/consent consent 303",
    "POST /token code 200",
    "GET /userinfo 200",
    "POST /micropub create 201",
    "POST /token refresh 200",
    "POST /micropub create 201",
    "POST /revoke 200",
    "POST /micropub 401 revoked_token",
    "POST /token refresh 400 revoked_token",
    "GET /auth authorization 200",
    "POST /auth/consent consent 303",
    "POST /token code 200",
    "POST /micropub create 201",
    "POST /micropub 401 revoked_token",
    "POST /token refresh 400 revoked_token",
    "POST /token code 400 code_used",
]


# Those who don't say who they are.
UNKNOWN = "Nobody known"


def check(checks, owner, datasette, token_client):
    """The arguments are the clients' ids."""
    log = owner.log()
    found = log.get(datasette, [])
    # After the owner's no, the plugin redeems a code that it doesn't have; it says who it is.
    without_code = [request for request in found if "missing_code" in request]
    checks.same(WHO, "what datasette did", [request for request in found if request not in without_code], DATASETTE)
    checks.check(
        WHO,
        "that datasette came without a code",
        [] if len(without_code) == 1 else [f"{without_code} of it, but of those without a name {log.get(UNKNOWN)}"],
    )
    checks.same(WHO, "what the token client did", log.get(token_client, []), TOKEN_CLIENT)
    checks.same(WHO, "nobody else has asked for anything", log.keys() - {datasette, token_client, UNKNOWN}, set())
