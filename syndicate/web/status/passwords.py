"""Passwords and tokens → digests from which neither can be read, and their comparison in constant time.

In: a secret. Out: a digest with the parameters by which it was made, so that they may be raised later. Nothing is
stored here.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

SHORTEST, LONGEST = 12, 1024  # characters of a password
TOKEN_BYTES = 32
SALT_BYTES = 16
MEMORY = 256 << 20  # bytes that reckoning one digest may take


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs whoever stole the digests (RFC 7914): n steps in n·r·128 bytes of memory, p times."""

    n: int = 2**15
    r: int = 8
    p: int = 3


COST = Cost()


def seal(password: str, cost: Cost = COST) -> str:
    """Make the digest of a password, with a salt of its own."""
    salt = secrets.token_bytes(SALT_BYTES)
    found = reckon(password, salt, cost)
    return f"scrypt${cost.n}${cost.r}${cost.p}${salt.hex()}${found.hex()}"


def matches(password: str, sealed: str) -> bool:
    """Tell whether this is the password that was sealed."""
    _, n, r, p, salt, found = sealed.split("$")
    told = reckon(password, bytes.fromhex(salt), Cost(int(n), int(r), int(p)))
    return hmac.compare_digest(told, bytes.fromhex(found))


def reckon(password: str, salt: bytes, cost: Cost) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=MEMORY, dklen=32)


def make_token() -> str:
    """Make a token; as long as this one, it needs no salt and no cost."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """The digest of a token, or of a session's id."""
    return hashlib.sha256(token.encode()).hexdigest()
