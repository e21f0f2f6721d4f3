"""An address → the form in which two spellings of one page are equal. For comparing only: never printed, never asked."""

import re
from urllib.parse import urlsplit

DEFAULT_PORTS = {80, 443}

# Parameters that tell who clicked where, or which visit it is, never which page.
EXACT = frozenset(
    "fbclid gclid gbraid wbraid dclid msclkid twclid igshid yclid _openstat _hsenc _hsmi vero_id wickedid xtor"
    " jsessionid phpsessid sessionid at_campaign at_medium mkt_tok ref_src".split()
)
FAMILIES = ("utm_", "mtm_", "matomo_", "pk_", "hsa_", "mc_")
SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)


def canonical(address: str) -> str:
    """Leave out what does not tell pages apart: scheme, `www.`, default port, fragment, tracking, session ids.

    The order of a query stays: some sites number their pages by it.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.port is None or parts.port in DEFAULT_PORTS else f":{parts.port}"
    path = SESSION.sub("", parts.path).rstrip("/")
    query = "&".join(part for part in parts.query.split("&") if part and not tracks(part))
    return f"{host}{port}{path}" + (f"?{query}" if query else "")


def tracks(part: str) -> bool:
    """Whether a part of a query is about the visit, not about the page."""
    name = part.partition("=")[0].lower()
    return name in EXACT or name.startswith(FAMILIES)
