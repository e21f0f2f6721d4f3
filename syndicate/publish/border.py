"""The border before publication: a feed in, the same feed out with nothing in it that a document cannot carry.

What cleaning lets through by mistake must cost a character, an address or a language, never the whole document. Here
the texts that every format shares are decided once (an item without a title, an author, a link), so that formats do
not differ. HTML is not sanitised here: it comes clean.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from ..enclosure import CleanEnclosure
from ..published import Feed, FeedItem, Origin, Withdrawn

# Outside the Char production of XML 1.0, or discouraged by it: controls (DEL and C1 too) and noncharacters.
ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
BLANKS = re.compile(r"[ \t\n]+")  # not \s: a French "\u00a0:" keeps its space
RESERVED = "!#$&'()*+,;=:/?@[]~%"  # RFC 3986, section 2.2: these keep their meaning in an address
ALLOWED = re.compile(r"[\w.~!#$&'()*+,;=:/?@\[\]-]*", re.ASCII)  # these, and what is not reserved
BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
WEB_ADDRESS = re.compile(
    r"https?://([\w.~!$&'()*+,;=%-]+|\[[0-9a-f:.]+\])(:\d{1,5})?([/?][^#]*)?(#[^#]*)?",
    re.ASCII | re.IGNORECASE,
)
# As strict as the strictest validator: of a source's id that is none, its address takes the place.
SIGN = r"(?:[\w;/?:@&=+$.!~*'(),-]|%[0-9A-Fa-f]{2})"
IDENTIFIER = re.compile(
    rf"tag:([a-z0-9._-]+@)?[a-z0-9.-]+,\d{{4}}(-\d\d){{0,2}}:{SIGN}*(#{SIGN}*)?"  # RFC 4151, section 2.1
    r"|(?i:urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"  # RFC 9562
    r"|(?i:urn:(?!uuid:)[a-z0-9][a-z0-9-]{1,31}:([\w()+,.:=@;$!*'-]|%[0-9a-f]{2})+)"  # RFC 2141
    rf"|(?i:(https?|ftp)://(?!/){SIGN}+(#{SIGN}*)?)"
    rf"|(?!(?i:tag|urn|https?|ftp):)[A-Za-z][A-Za-z0-9+.-]*:{SIGN}+(#{SIGN}*)?",
    re.ASCII,
)
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+\.\w+", re.ASCII)
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*")
TITLE_LENGTH = 100
ROOM = 8 << 20  # characters of all contents; far more than any feed needs, and than a hostile source may take


def legal(text: str) -> str:
    """Leave the characters that XML and JSON can carry, with line feeds as the only line ends."""
    if text.isprintable():  # most are: none of what is looked for below is
        return text
    whole = text.encode("utf-16", "surrogatepass").decode(
        "utf-16", "replace"
    )  # pairs joined, lone ones U+FFFD
    return ILLEGAL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str) -> str:
    """Leave one line without blanks at its ends; nothing, if nothing could be seen."""
    return BLANKS.sub(" ", legal(text)).strip()


def clip(text: str) -> str:
    """Shorten a text to the length of a title."""
    one = line(text)
    return one if len(one) <= TITLE_LENGTH else f"{one[: TITLE_LENGTH - 1].rstrip()}…"


def uri(text: str) -> str:
    """Encode what RFC 3986 does not allow in an address (section 3.1 of RFC 3987)."""
    if ALLOWED.fullmatch(text):
        return text
    return BARE_PERCENT.sub("%25", quote(line(text), safe=RESERVED))


def address(text: str | None) -> str | None:
    """Give the address of a web page as a URI; none, if it is not one or holds a password.

    Brackets stand only around the number of a server (section 3.2.2): many addresses have them elsewhere too.
    """
    found = WEB_ADDRESS.fullmatch(uri(text or ""))
    if not found:
        return None
    end = found.end(2 if found[2] else 1)
    rest = found[0][end:].replace("[", "%5B").replace("]", "%5D")
    return f"{found[0][:end]}{'/' if rest[:1] in ('?', '#') else ''}{rest}"


def host(known: str | None) -> str:
    """Give the server of an address that has passed `address`."""
    found = WEB_ADDRESS.fullmatch(known or "")
    return found[1].lower() if found else ""


def language(tag: str | None) -> str | None:
    """Give a language only where it has the form of one (RFC 5646)."""
    return tag if tag and LANGUAGE.fullmatch(tag) else None


def second(moment: datetime) -> datetime:
    """Cut a moment to what all formats can write: RFC 822 has no fractions."""
    return moment.replace(microsecond=0)


@lru_cache(maxsize=1 << 10)
def admit_origin(origin: Origin) -> Origin:
    """Keep of a source what can be printed; an empty `id` or `url` means that it has none to print."""
    url, link = address(origin.url), address(origin.link)
    known = origin.id if IDENTIFIER.fullmatch(legal(origin.id)) else url or link or ""
    return Origin(
        id=legal(known),  # never encoded: compared character by character (RFC 4287, section 4.2.6.1)
        title=line(origin.title) or host(url or link) or "—",
        url=url or "",
        link=link,
        updated=second(origin.updated),
    )


def admit_enclosure(item: FeedItem, one: CleanEnclosure) -> CleanEnclosure | None:
    """Keep a file that can be linked to; of one without a type only that it is the picture would be known."""
    url = address(one.url)
    kind = one.type if MEDIA_TYPE.fullmatch(one.type or "") else None
    return replace(one, url=url, type=kind) if url and (kind or one.url == item.image) else None


def by(author: str | None) -> str:
    """Keep an author's name; a mail address is nobody's to pass on."""
    name = line(author or "")
    return "" if EMAIL.search(name) else name


def admit_also(also: Mapping[str, str]) -> dict[str, str]:
    """Keep the other sources of an item that can be linked to."""
    known = ((line(name), address(url)) for name, url in also.items())
    return {name or host(url): url for name, url in known if url}


def admit_item(item: FeedItem, page: str) -> FeedItem:
    """Keep of an item what can be printed, and give it a title, an author and a link in any case."""
    origin, own = admit_origin(item.origin), address(item.page) or page
    summary, content = legal(item.summary).strip(), legal(item.content).strip()
    title = line(item.title) or clip(summary) or origin.title
    return FeedItem(
        id=uri(item.id),
        page=own,
        link=address(item.link) or own,
        title=title,
        summary=summary or ("" if content else title),  # JSON Feed demands a text, Atom advises it (4.1.1.1)
        content=content,
        language=language(item.language),
        published=second(item.published),
        updated=second(item.updated),
        author=by(item.author) or origin.title,
        labels=tuple(dict.fromkeys(filter(None, map(line, item.labels)))),
        origin=origin,
        image=address(item.image),
        enclosures=tuple(filter(None, (admit_enclosure(item, one) for one in item.enclosures))),
        also=admit_also(item.also),
    )


def bounded(found: Sequence[FeedItem]) -> tuple[FeedItem, ...]:
    """Let summaries stand for the longest contents, if all of them together are too much."""
    left, dropped = sum(len(item.content) for item in found), set[str]()
    for item in sorted(found, key=lambda one: (-len(one.content), one.id)):
        if left > ROOM:
            left -= len(item.content)
            dropped.add(item.id)
    return tuple(
        replace(item, content="", summary=item.summary or item.title) if item.id in dropped else item
        for item in found
    )


def admit_withdrawn(one: Withdrawn) -> Withdrawn:
    """Keep of a withdrawal what can be printed."""
    return Withdrawn(uri(one.id), second(one.moment), line(one.reason))


def admit(feed: Feed) -> Feed:
    """Keep of a feed what can be printed."""
    base = address(feed.base) or feed.base
    page, title = address(feed.page) or base, line(feed.title) or feed.category
    email = feed.contact_email if EMAIL.fullmatch(feed.contact_email or "") else None
    return replace(
        feed,
        id=uri(feed.id),
        base=base,
        page=page,
        title=title,
        about=line(feed.about),
        term=line(feed.term) or feed.category,
        contact_name=line(feed.contact_name) or title,
        contact_email=email,
        updated=second(feed.updated),
        items=bounded([admit_item(item, page) for item in feed.items]),
        editions=tuple(tag for tag in feed.editions if tag is None or language(tag)),
        withdrawn=tuple(admit_withdrawn(one) for one in feed.withdrawn),
    )
