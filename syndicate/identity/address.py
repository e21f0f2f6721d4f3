"""An absolute address in, the form in which it is compared out; nothing is ever fetched or linked by it."""

import re
from urllib.parse import urlsplit

ESCAPED = re.compile("%([0-9A-Fa-f]{2})")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

# Who followed a link and from where: no part of what the link leads to.
TRACKING = re.compile(
    r"utm_.*|mtm_.*|pk_(campaign|cid|content|kwd|keyword|medium|source)|at_(campaign|medium|format|link.*)"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igsh|igshid|mc_[ce]id"
    r"|mkt_tok|_hsenc|_hsmi|__hs.*|_ga|_gl|oly_(anon|enc)_id|vero_(conv|id)|wickedid|wt_?mc|wt\.mc_id|xtor"
    r"|phpsessid|jsessionid|aspsessionid.*|cfid|cftoken",
    re.IGNORECASE,
)
SESSION = re.compile(r";(jsessionid|phpsessid)=[^/?#]*", re.IGNORECASE)


def canonical(url: str) -> str:
    """Give the form in which two addresses of one article are equal.

    http and https are one, and so is a host with and without `www.`: sites move from either to the other and
    answer at both, and no two articles of one source differ by that alone. Default ports, session and tracking
    parameters go, and the fragment unless it is the route of a page that draws itself.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not TRACKING.fullmatch(pair.split("=")[0])
    )
    route = f"#{parts.fragment}" if parts.fragment[:1] in ("!", "/") else ""
    path = SESSION.sub("", parts.path) or "/"
    return ESCAPED.sub(unescaped, f"{host}{port}{path}{'?' if query else ''}{query}{route}")


def unescaped(found: re.Match[str]) -> str:
    """Undo an escape that changes nothing, and write others alike (RFC 3986, section 6.2.2)."""
    character = chr(int(found[1], 16))
    return character if character in UNRESERVED else found[0].upper()
