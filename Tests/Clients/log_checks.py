"""The owner reads in the log of clients what they did, what became of it, and why."""

WHO = "log"

DATASETTE = [
    "GET /auth authorization 200",
    "POST /auth/consent consent 303",
    "POST /auth profile 200",
    # In the other browser, once the owner had signed in there.
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
    "GET /auth authorization 200",
    "POST /auth/consent consent 303",
    "POST /token code 200",
    "POST /micropub create 201",
    "POST /micropub 401 revoked_token",
]

# Without anything to prove it: before the owner was signed in, and with codes and tokens that are worth nothing.
CLAIMED_TO_BE_DATASETTE = ["GET /auth authorization 303"]
CLAIMED_TO_BE_TOKEN_CLIENT = [
    "POST /token refresh 400 revoked_token",
    "POST /token refresh 400 revoked_token",
    "POST /token code 400 code_used",
]


# Those who don't say who they are.
UNKNOWN = "Nobody known"


def check(checks, owner, datasette, token_client):
    """The arguments are the clients' ids."""
    log = owner.log()
    found = log.get("claimed " + datasette, [])
    # After the owner's no, the plugin redeems a code that it doesn't have; it says who it is.
    without_code = [request for request in found if "missing_code" in request]
    checks.same(WHO, "what datasette did", log.get(datasette, []), DATASETTE)
    checks.same(WHO, "and before the owner was there", [r for r in found if r not in without_code], CLAIMED_TO_BE_DATASETTE)
    checks.same(WHO, "that datasette came without a code", len(without_code), 1)
    checks.same(WHO, "what the token client did", log.get(token_client, []), TOKEN_CLIENT)
    claimed = log.get("claimed " + token_client, [])
    checks.same(WHO, "and with what was worth nothing", claimed, CLAIMED_TO_BE_TOKEN_CLIENT)
    others = log.keys() - {datasette, token_client, "claimed " + datasette, "claimed " + token_client, UNKNOWN}
    checks.same(WHO, "nobody else has asked for anything", others, set())
