"""The names of our copies of pictures ↔ addresses that we have signed: nobody can ask for what no list shows."""

import hmac
import re
from base64 import urlsafe_b64encode
from hashlib import sha256

SIGNED = re.compile(r"([0-9a-f]{32})-([A-Za-z0-9_-]{22})\.webp")


def sign(key: str, name: str) -> str:
    """Make the last part of the address of a copy."""
    return f"{name}-{seal(key, name)}.webp"


def unsign(key: str, written: str) -> str | None:
    """Give the name of the copy; nothing for an address that we did not sign."""
    found = SIGNED.fullmatch(written)
    return found[1] if found and hmac.compare_digest(found[2], seal(key, found[1])) else None


def seal(key: str, name: str) -> str:
    """What proves that an address is ours, for pictures alone."""
    digest = hmac.new(key.encode(), f"picture {name}".encode(), sha256).digest()
    return urlsafe_b64encode(digest[:16]).decode().rstrip("=")
