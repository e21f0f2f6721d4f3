"""The attributes of an outline, as FreshRSS writes them, in; the fields of a source out. And the other way round.

What one of the two has no word for is told in a sentence each, never left out in silence.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from ..config.sources import ApiSource, DatePick, FeedSource, Listing, PageSource, Pick, Source
from .outlines import addressed
from .select import XPATH, expression

Fields = dict[str, Any]

# Our picks, and what FreshRSS calls them behind `xPathItem` and `jsonItem`.
PICKS = {
    "title": "Title",
    "link": "Uri",
    "label": "Categories",
    "date": "Timestamp",
    "summary": "Content",
    "image": "Thumbnail",
    "author": "Author",
    "id": "Uid",
}
# The letters of dates in PHP, and in strptime.
LETTERS = {
    "d": "%d", "j": "%d", "m": "%m", "n": "%m", "Y": "%Y", "y": "%y", "H": "%H", "G": "%H", "h": "%I", "g": "%I",
    "i": "%M", "s": "%S", "F": "%B", "M": "%b", "l": "%A", "D": "%a", "A": "%p", "a": "%p", "P": "%z", "O": "%z",
    "T": "%Z", "e": "%Z", "U": "%s",
}  # fmt: skip
DIRECTIVES = {directive: letter for letter, directive in reversed(LETTERS.items())} | {"%Z": "T", "%e": "j"}
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")

UNKNOWN = {
    "frss:filtersactionread": "its filters: what belongs into a category is decided by rules here",
    "frss:cssfullcontentconditions": "the conditions for the whole text: it is taken of each new item",
    "frss:curlopt_cookie": "its cookie: write it under 'headers:' by hand, with the secret in the environment",
    "frss:curlopt_httpheader": "its headers: write them under 'headers:' by hand, with secrets in the environment",
    "frss:curlopt_proxy": "its proxy: sources are asked directly",
    "frss:curlopt_postfields": "what is sent along: sources are only asked by GET",
    "frss:opmlurl": "the list that the folder follows: import that list itself",
}
REFUSED = {
    "link": "a link to a page, not to a feed: try it with 'syndicate add'",
    "include": "another list: import that file itself",
    "xml+xpath": "XML that is read by XPath: if it is a feed, write it under 'feed:'",
    "html+xpath+json+dotnotation": "JSON within a page: look for the address that the page takes it from, for 'api:'",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a source is made of, and what of the outline is lost."""

    kind: str = ""  # the key of its address; nothing where it cannot be taken
    fields: Fields = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def taken(attributes: Mapping[str, str]) -> Taken:
    """Say what source an outline is; without a `kind` the one note says why it is none."""
    kind = attributes.get("type", "").lower()
    url = attributes.get("xmlurl") or attributes.get("url") or ""
    if kind in REFUSED and not (kind == "link" and attributes.get("xmlurl")):
        return Taken(notes=(REFUSED[kind],))
    if not addressed(attributes):
        return Taken(notes=("no address (xmlUrl)",))
    notes = [text for name, text in UNKNOWN.items() if attributes.get(name)]
    common = pace(attributes)
    if kind == "html+xpath":
        return page(url, attributes, common, notes)
    if kind == "json+dotnotation":
        return api(url, attributes, common, notes)
    if attributes.get("frss:cssfullcontent"):
        notes.append(
            "the selector of the whole text: write 'fulltext: true' to take it from the pages of items"
        )
    return Taken("feed", {"feed": url, **common}, tuple(notes))


def pace(attributes: Mapping[str, str]) -> Fields:
    """Say how often it is asked: in seconds, and negative where it is paused."""
    try:
        seconds = int(attributes.get("frss:ttl", ""))
    except ValueError:
        return {}
    if seconds < 0:
        return {"paused": True}
    minutes = min(max(seconds // 60, 15), 9999)
    return {"every": f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"}


def page(url: str, attributes: Mapping[str, str], common: Fields, notes: list[str]) -> Taken:
    """A page that is read by XPath."""
    items = line(attributes.get("frss:xpathitem", ""))
    if not items:
        return Taken(notes=("a page without the XPath of its items (frss:xPathItem)",))
    picks = picked(attributes, "frss:xpathitem", lambda written: f"{XPATH} {written}", notes)
    article = whole(attributes)
    return Taken(
        "page", {"page": url, **common, "items": f"{XPATH} {items}", **picks, **article}, tuple(notes)
    )


def api(url: str, attributes: Mapping[str, str], common: Fields, notes: list[str]) -> Taken:
    """JSON that is read by names with dots."""
    items = path(attributes.get("frss:jsonitem", "")) or "@"
    picks = picked(attributes, "frss:jsonitem", path, notes)
    return Taken("api", {"api": url, **common, "items": items, **picks, **whole(attributes)}, tuple(notes))


def picked(attributes: Mapping[str, str], prefix: str, written: Any, notes: list[str]) -> Fields:
    """Say where each part of an item stands."""
    found: Fields = {}
    for name, theirs in PICKS.items():
        if said := line(attributes.get(f"{prefix}{theirs.lower()}", "")):
            found[name] = written(said)
    style = attributes.get(f"{prefix}timeformat", "")
    if style and "date" in found:
        if made := strptime(style):
            found["date"] = {"select": found["date"], "format": made}
        else:
            notes.append(f"the way of writing dates, '{style}': write 'format:' under 'date:' by hand")
    return found


def whole(attributes: Mapping[str, str]) -> Fields:
    """Say where the text stands in the page of each item, and what is taken out of it."""
    text = line(attributes.get("frss:cssfullcontent", ""))
    if not text:
        return {}
    removed = attributes.get("frss:csscontentfilter") or attributes.get("frss:cssfullcontentfilter") or ""
    remove = [part for one in re.split(r"[,\n]", removed) if (part := line(one))]
    return {"article": {"text": text, **({"remove": remove} if remove else {})}}


def line(text: str) -> str:
    return " ".join(text.split())


def strptime(style: str) -> str:
    """Write a PHP format as one of strptime; nothing where a letter has no counterpart."""
    made = ""
    for escaped, sign in re.findall(r"\\(.)|(.)", style):
        if sign and (sign in "|!+?*#" or (sign.isalpha() and sign not in LETTERS)):
            return ""
        made += escaped or LETTERS.get(sign, sign)
    return line(made)


def path(dotted: str) -> str:
    """Write names with dots as JMESPath, which wants quotes around what is no plain name."""
    made = ""
    for name, index in STEP.findall(dotted.strip()):
        if index:
            made += f"[{index}]"
        else:
            made += ("." if made else "") + (name if NAME.fullmatch(name) else f'"{name}"')
    return made


# The other way round


def attributes_of(source: Source) -> tuple[dict[str, str], list[str]]:
    """Write a source as FreshRSS would, and say what is lost; without attributes it cannot be written so."""
    notes = ["its headers, which may be secrets"] if source.headers else []
    if not source.address.startswith(("http:", "https:")):
        return {}, ["it is a file"]
    if isinstance(source, FeedSource):
        kind, fields = "rss", dict[str, str]()
    elif isinstance(source, PageSource):
        kind, fields = "HTML+XPath", {"frss:xPathItem": expression(source.items)}
        fields |= dict(picks_of(source, "frss:xPathItem", expression, notes))
    elif isinstance(source, ApiSource) and plain(source):
        kind, fields = "JSON+DotNotation", {"frss:jsonItem": source.items.strip("@")}
        fields |= dict(picks_of(source, "frss:jsonItem", lambda select: select.replace('"', ""), notes))
    else:
        return {}, ["readers have no word for it"]
    told = {"text": source.name, "title": source.name, "type": kind, "xmlUrl": source.address}
    spoken = {"language": source.language} if source.language else {}
    return told | spoken | rhythm(source) | fields | text_of(source, notes), notes


def rhythm(source: Source) -> dict[str, str]:
    every = int((source.every or timedelta(0)).total_seconds())
    seconds = -max(every, 3600) if source.paused else every
    return {"frss:ttl": str(seconds)} if seconds else {}


def plain(source: ApiSource) -> bool:
    """Tell whether all paths of a JSON source are names with dots."""
    selects = [source.items, *(pick.select for name in PICKS if (pick := getattr(source, name)))]
    return all(path(select.replace('"', "")) in (select, "") for select in selects)


def picks_of(source: Listing, prefix: str, written: Any, notes: list[str]) -> Iterator[tuple[str, str]]:
    for name, theirs in PICKS.items():
        pick: Pick | None = getattr(source, name)
        if pick is None:
            continue
        yield f"{prefix}{theirs}", part(written(pick.select), pick, prefix, notes)
        if isinstance(pick, DatePick) and pick.format:
            yield (
                f"{prefix}TimeFormat",
                re.sub(r"%.", lambda found: DIRECTIVES.get(found[0], ""), pick.format[0]),
            )


def part(written: str, pick: Pick, prefix: str, notes: list[str]) -> str:
    """Cut as the operator said, as far as XPath can: at the first separator, not at the last."""
    for cut, function in ((pick.after, "substring-after"), (pick.before, "substring-before")):
        if cut and "xPath" in prefix and '"' not in cut:
            written = f'{function}({written}, "{cut}")'
            notes.append(f"that '{cut}' is looked for from the end: there it is the first that counts")
        elif cut:
            notes.append(f"the cut at '{cut}'")
    return written


def text_of(source: Source, notes: list[str]) -> dict[str, str]:
    """Say where the text stands in the page of each item; only as CSS can."""
    article = source.article if isinstance(source, Listing) else None
    if article is None:
        return {}
    css = [article.text.select, *article.remove]
    if any(one.startswith(XPATH) or "@" in one for one in css):
        notes.append("where the whole text stands: it is written as XPath here, and as CSS there")
        return {}
    removed = {"frss:cssContentFilter": ", ".join(article.remove)} if article.remove else {}
    return {"frss:cssFullContent": article.text.select, **removed}
