"""The forms of single values: dates, addresses, languages, mail; a text in, whether it has the form out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from lxml import etree

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
    r" \d\d:\d\d:\d\d (GMT|[+-]\d{4})"
)
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+")
TAG = re.compile(r"tag:([\w.+-]+@)?[\w.-]+,\d{4}(-\d\d){0,2}:.*", re.ASCII)
WEB = re.compile(r"https?://[^\s/?#<>\"{}|\\^`@]+([/?#][\x21-\x7e]*)?")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(;.*)?")
MEDIA = "{http://search.yahoo.com/mrss/}"
MEDIUMS = ("image", "audio", "video", "document", "executable")
ADDRESSES = re.compile(r"""<[a-z][^<>]*?\s(?:href|src)\s*=\s*["']([^"'<>]*)["']""", re.IGNORECASE)
RUNNING = re.compile(r"<(script|style|iframe|object|embed|form|base|meta|link)\b", re.IGNORECASE)
LINKED = ("http://", "https://", "mailto:")
EMAIL = re.compile(r"[^@\s<>()]+@[^@\s<>()]+")


def is_rfc_3339(text: str) -> bool:
    """Tell whether a text is a date of RFC 3339, with T and Z as capitals, on a day that there is."""
    try:
        return bool(RFC_3339.fullmatch(text)) and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def is_rfc_822(text: str) -> bool:
    """Tell whether a text is a date of RFC 822 with a year of four digits and the right day of the week."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return False
    return bool(RFC_822.fullmatch(text)) and text.startswith(
        "Mon Tue Wed Thu Fri Sat Sun".split()[moment.weekday()]
    )


def is_uri(text: str) -> bool:
    """Tell whether a text is an absolute URI or IRI; a `tag:` one is what RFC 4151 says."""
    return bool(URI.fullmatch(text)) and (not text.startswith("tag:") or bool(TAG.fullmatch(text)))


def is_web(text: str) -> bool:
    """Tell whether a text is an absolute http(s) address."""
    return bool(WEB.fullmatch(text))


def is_language(text: str) -> bool:
    """Tell whether a text has the form of a language tag."""
    return bool(LANGUAGE.fullmatch(text))


def is_email(text: str) -> bool:
    """Tell whether a text is a bare mail address."""
    return bool(EMAIL.fullmatch(text))


def is_media_type(text: str) -> bool:
    """Tell whether a text is a media type."""
    return bool(MEDIA_TYPE.fullmatch(text))


def is_number(text: str) -> bool:
    """Tell whether a text is a whole number, as a length or a duration is."""
    return text.isascii() and text.isdigit()


def mistakes_in_media(root: Any) -> Iterator[str]:
    """Find files of Media RSS 1.5.1 without an absolute address, and attributes that have not the form of their name."""
    forms = {"url": is_web, "type": is_media_type, "fileSize": is_number, "duration": is_number}
    for node in root.iter(MEDIA + "content"):
        if "url" not in node.attrib:
            yield "media:content: no url"
        for name, value in node.attrib.items():
            if name in forms and not forms[name](value):
                yield f"media:content: {name} {value}"
        if node.get("medium", "image") not in MEDIUMS:
            yield f"media:content: medium {node.get('medium')}"


def mistakes_in_markup(where: str, html: str) -> Iterator[str]:
    """Find addresses in HTML that are relative, or that run something: no reader knows what they are relative to."""
    for address in ADDRESSES.findall(html):
        if not is_uri(unescape(address)) or not unescape(address).lower().startswith(LINKED):
            yield f"{where}: address {address}"
    yield from (f"{where}: <{name}>" for name in RUNNING.findall(html))


def parsed(body: bytes) -> Any:
    """Read XML strictly: no recovery, no DTD, no network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    return etree.fromstring(body, parser)


def mistakes_in_bytes(body: bytes) -> Iterator[str]:
    """Find what is wrong before a parser sees it: encoding, byte order mark, declaration."""
    if body.startswith(b"\xef\xbb\xbf"):
        yield "begins with a byte order mark"
    if not body.startswith(
        (b"<?xml version='1.0' encoding='UTF-8'?>", b'<?xml version="1.0" encoding="UTF-8"?>')
    ):
        yield "does not declare UTF-8"


def mistakes_in_count(
    where: str, names: Iterable[str], once: Iterable[str], at_most: Iterable[str]
) -> Iterator[str]:
    """Find children that must stand once and do not, and those that may stand once and stand more often."""
    counted = Counter(names)
    yield from (f"{where}: {counted[name]} {name} instead of one" for name in once if counted[name] != 1)
    yield from (
        f"{where}: {counted[name]} {name} instead of at most one" for name in at_most if counted[name] > 1
    )


def mistakes_in_repeated(where: str, values: Iterable[object]) -> Iterator[str]:
    """Find values that stand twice."""
    yield from (f"{where} repeated: {value}" for value, count in Counter(values).items() if count > 1)
