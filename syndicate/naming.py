"""What an operator calls an item → the names by which the store knows it. Pure: no row is read here."""

import re

from .config.addresses import tag_uri
from .config.model import Config
from .identity.address import canonical
from .identity.key import short


def names(config: Config, asked: str) -> list[str]:
    """List what an operator may mean: our id or page of an item, a link of its source, or a key as it is kept."""
    text = asked.strip()
    page = re.fullmatch(re.escape(config.site.base) + r"/[A-Za-z-]+/item/([a-z0-9]+)/?", text)
    meant = [text, text.removeprefix(tag_uri(config, "")), short(f"guid:{text}")]
    if page:
        meant.append(page[1])
    if text.startswith(("http://", "https://")):
        meant.append(short(f"link:{address(text)}"))
    return list(dict.fromkeys(filter(None, meant)))


def address(url: str) -> str:
    try:
        return canonical(url)
    except ValueError:  # brackets that are no address, a port that is no number
        return url
