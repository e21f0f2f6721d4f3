"""A tag as the sanitiser writes it in, as it is shown out: with an absolute address, or without one that nobody should follow."""

import re
from functools import partial
from html import unescape

from . import policy, urls

# As the parser writes them: attributes have none of `<`, `>` and `"` in their values.
LINK = re.compile(rf'(<a(?: [^>]*?)??) href="(?!{urls.tame("&amp;")}")([^"]*)"')  # not of those that stay
IMAGE = re.compile(r"<img([^>]*)>")
SOURCE = re.compile(r' src="([^"]*)"')
PIXEL = re.compile(r' (?:width|height)="\s*[01](?:px)?\s*"')


def linked(markup: str, base: str) -> str:
    """Make the addresses of all links of parsed markup absolute."""
    return LINK.sub(partial(link, base), markup)


def drawn(markup: str, base: str) -> str:
    """Make the addresses of all images of parsed markup absolute."""
    return IMAGE.sub(partial(image, base), markup)


def link(base: str, found: re.Match[str]) -> str:
    """Make the address of a link absolute, and drop one that nobody should follow."""
    opening, printed = found.groups()
    value = unescape(printed)
    if value[:7].lower() == "mailto:":
        address: str | None = f"mailto:{urls.encoded(value[7:].strip(), '?')}"
    else:
        address = urls.resolve(value, base)
    return opening if address is None else f'{opening} href="{quoted(address)}"'


def image(base: str, found: re.Match[str]) -> str:
    """Make the address of an image absolute, and drop an image without one, or of one pixel, which counts readers."""
    attributes = found[1]
    source = SOURCE.search(attributes)
    address = urls.resolve(unescape(source[1]), base) if source else None
    if not source or not address or len(PIXEL.findall(attributes)) == 2:
        return ""
    absolute = f"{attributes[: source.start(1)]}{quoted(address)}{attributes[source.end(1) :]}"
    return f"<img{absolute}{policy.IMAGE}>"


def quoted(address: str) -> str:
    return address.replace("&", "&amp;")
