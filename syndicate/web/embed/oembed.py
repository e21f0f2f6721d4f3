"""The address of a page → what oEmbed tells of it: a frame with the list, for sites that turn a pasted address into one.

In: `url`, `format`, `maxwidth` and `maxheight`, as https://oembed.com has them. Out: JSON or XML. An address that is
none of ours is not found; nothing is fetched.
"""

import json
import re
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, abort, request

from ...config.model import Config, text_in
from .. import words
from ..current import required
from ..paths import KEY, TAG, language_of
from .faults import register, there
from .lists import CACHE
from .measure import measure
from .options import EVERY, Options, read
from .snippets import Snippets

bp = Blueprint("oembed", __name__)
register(bp)

WIDTH = 600  # pixels, where nobody says how much room there is
AGE = 86_400  # seconds for which a site may keep what it was told
EMBED = re.compile(rf"/embed/({KEY}(?:,{KEY})*)(?:\.html|\.json)?")
PAGE = re.compile(rf"/({TAG})/({KEY})")


@bp.get("/oembed")
def oembed() -> Response:
    """Tell how a page of ours is embedded."""
    form = request.args.get("format", "json")
    if form not in WRITERS:
        abort(501, "There are the formats json and xml.")
    config = required()
    told = tell(config, found(config, request.args.get("url", "")))
    response = Response(WRITERS[form](told), mimetype=f"{'text' if form == 'xml' else 'application'}/{form}")
    response.headers["Cache-Control"] = CACHE
    return response


def address(page: str, form: str) -> str:
    """The address at which a page of ours is told of, for that page's head."""
    base = required().site.base
    return f"{base}/oembed?{urlencode({'url': page, 'format': form})}"


def found(config: Config, url: str) -> Snippets:
    """Find the list of an address: of a category's page, or of the list itself with its choices."""
    if not url.startswith(f"{config.site.base}/"):
        abort(
            404,
            f"“url” must be the address of a category's page, such as {config.site.base}/{EVERY}/{next(iter(config.categories))}.",
        )
    parts = urlsplit(url.removeprefix(config.site.base))
    path, query = parts.path.rstrip("/"), parts.query
    if whole := EMBED.fullmatch(path):
        said = read(parse_qsl(query), config.site.languages)
        if said.mistakes:
            abort(400, " ".join(map(str, said.mistakes)))
        return Snippets(config, there(config, whole[1]), said.options)
    page = PAGE.fullmatch(path) or abort(404, "There is no list at this address.")
    try:
        language = language_of(config, page[1])
    except LookupError:
        abort(404, f"There is no language “{page[1]}”.")
    return Snippets(config, there(config, page[2]), Options(language=language or EVERY))


def tell(config: Config, snippets: Snippets) -> dict[str, str | int]:
    """Say what a consumer needs to show the list, within the room that it has."""
    words.speak(snippets.options.tongue or config.site.languages[0])
    width = min(WIDTH, room("maxwidth", WIDTH))
    height = measure(snippets.options).pixels
    height = min(height, room("maxheight", height))
    return {
        "version": "1.0",
        "type": "rich",
        "title": snippets.title.text,
        "provider_name": text_in(config.site.title, config.site.languages, snippets.options.tongue),
        "provider_url": f"{config.site.base}/",
        "cache_age": AGE,
        "width": width,
        "height": height,
        "html": snippets.quoted(width, height),
    }


def room(name: str, default: int) -> int:
    """Read how many pixels there are."""
    value = request.args.get(name, "") or str(default)
    if not re.fullmatch(r"[1-9][0-9]{0,5}", value):
        abort(400, f"“{name}” must be a number of pixels.")
    return int(value)


def xml(told: dict[str, str | int]) -> bytes:
    root = Element("oembed")
    for name, value in told.items():
        SubElement(root, name).text = str(value)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def plain(told: dict[str, str | int]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


WRITERS = {"json": plain, "xml": xml}
