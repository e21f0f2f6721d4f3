"""The text of an article in, the same without links that others have put at its end; nothing else of it is touched.

A site that was broken into prints casinos, pirated films or "search engine optimisation" behind its own articles.
Only the end of a text is looked at, piece by piece from the last: what comes after its last sentence, outside lists,
tables and headings, and only if it leads nowhere on the site itself. It goes where one of these holds:

1. it is hidden from readers and leads to another site;
2. it leads to other sites at least twice, and half of its links or more are about such wares;
3. it has no links left but three words or more of that trade, one of them unmistakable;
4. it stands outside the paragraphs, leads to two sites or more that the text names nowhere else, and is neither a
   list of links behind a label ("Sources: …") nor links alone.

What an article may end in stays: partners, sources, "More on A and B" within a paragraph, buttons.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from ..text import INLINE, fold, words
from .document import drop
from .entry import resolve

SENTENCE = re.compile(r"""[.!?…]["'»”’)\]]*(?=\s|$)""")
LABEL = re.compile(r"[^:]{1,40}:[\s,;|/·•–—-]*(?:(?:and|et|und|y|e|en|a|i)\b[\s,;]*)*")
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|$)|opacity\s*:\s*0\s*(?:;|$)"
    r"|(?:left|top|right|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
ORDINARY = frozenset("ul ol dl table h1 h2 h3 h4 h5 h6 blockquote figure pre form".split())
FEW = 3  # words
MOST = 100  # lines that are taken off

# The trade, in the languages in which it writes: words that nothing else uses, and words that it uses as others do.
WARES = frozenset(
    "backlink backlinks casino casinos cialis crack cracked escort escorts iptv keygen levitra linkbuilding payday poker"
    " porn porno referencement replica replicas seo slots suchmaschinenoptimierung torrent torrents viagra warez xxx".split()
)
COMMON = frozenset(
    "agence agency agentur audit buy cheap coaching conseil consulting credit discount download downloads film films"
    " followers formation free full google gratis gratuit gratuitement hd kaufen kostenlos loan loans marketing movie"
    " movies naturel online optimierung positionnement posicionamiento posizionamento streaming telecharger ventes web".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of an article, where it stands, and the site that it leads to."""

    element: Any
    part: str  # "text", or "tail": behind the element
    link: str | None
    site: str | None  # None where it is no link; empty where it leads to no site
    hidden: bool
    loose: bool  # outside every paragraph of a text that has some
    kept: bool  # in a list, a table, a heading
    start: int = 0

    @property
    def text(self) -> str:
        return (getattr(self.element, self.part) or "")[self.start :]

    def clear(self) -> None:
        whole = getattr(self.element, self.part) or ""
        setattr(self.element, self.part, whole[: self.start].rstrip() or None)


Line = Sequence[Piece]


def purge(article: Any, url: str) -> None:
    """Take injected links off the end of an article's text, in place; `url` is where the article is."""
    printed = lines(article, url)
    own = site(url) or ""
    for _ in range(min(len(printed), MOST)):
        last = printed.pop()
        ending = offer(last) if sells(last) else rest(last)
        before = {piece.site for line in printed for piece in line}
        if not ending or not injected(ending, own, before):
            return
        for piece in ending:
            piece.clear()
        for piece in ending:
            prune(piece.element, article)
        if ending != last:
            return


def lines(article: Any, url: str) -> list[Line]:
    """Take a text apart into its lines, as blocks and line breaks part them."""
    found: list[list[Piece]] = [[]]
    paragraphs = any(SENTENCE.search(part.text or "") for part in article.iter("p") if part is not article)
    for event, part in etree.iterwalk(article, events=("start", "end")):
        if part.tag not in INLINE:
            found.append([])
        if event == "start" and (part.text or "").strip():
            found[-1].append(piece(part, "text", [*around(part, article)], url, paragraphs))
        elif event == "end" and part is not article and (part.tail or "").strip():
            found[-1].append(piece(part, "tail", [*around(part.getparent(), article)], url, paragraphs))
    return [line for line in found if line]


def around(element: Any, article: Any) -> Iterator[Any]:
    """Give an element and those it stands in, up to the article."""
    while element is not article:
        yield element
        element = element.getparent()
    yield article


def piece(element: Any, part: str, within: Sequence[Any], url: str, paragraphs: bool) -> Piece:
    link = next((one.get("href") for one in within if one.tag == "a" and one.get("href")), None)
    block = next((one for one in within if one.tag not in INLINE), within[-1])
    return Piece(
        element,
        part,
        link,
        None if link is None else site(resolve(url, link)),
        any(HIDDEN.search(one.get("style", "")) or one.get("hidden") is not None for one in within),
        paragraphs and block is within[-1],
        any(one.tag in ORDINARY for one in within[:-1]),
    )


def site(url: str) -> str:
    """Give the host of an address without `www.`; empty where it leads to none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def offer(line: Line) -> Line:
    """Give what comes after the last sentence before the first link of a line: offers have sentences of their own."""
    first = next(number for number, piece in enumerate(line) if piece.link)
    return [*rest(line[:first]), *line[first:]]


def rest(line: Line) -> Line:
    """Give what comes after the last sentence of a line."""
    for number in reversed(range(len(line))):
        ends = [] if line[number].link else [found.end() for found in SENTENCE.finditer(line[number].text)]
        if ends:
            after = replace(line[number], start=ends[-1])
            return [*([after] if after.text.strip() else []), *line[number + 1 :]]
    return line


def injected(ending: Line, own: str, before: set[str | None]) -> bool:
    """Judge the end of a text; `before` are the sites that the text leads to before it."""
    sites = {piece.site for piece in ending if piece.site is not None}
    if any(not other or belongs(other, own) for other in sites):
        return False
    if sites and all(piece.hidden for piece in ending):
        return True
    if any(piece.kept for piece in ending):
        return False
    return sells(ending) or advertises(ending) or (len(sites - before) >= 2 and stray(ending))


def belongs(one: str, other: str) -> bool:
    """Tell whether two hosts are one site: the same, or one below the other."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def sells(line: Line) -> bool:
    """Tell whether a line links to wares: twice at least, and half of its links or more."""
    texts: dict[str, str] = {}
    for piece in line:
        if piece.link:
            texts[piece.link] = texts.get(piece.link, piece.site or "") + " " + piece.text
    about = sum(trade(text) for text in texts.values())
    return len(texts) >= 2 and 2 * about >= len(texts)


def trade(text: str) -> bool:
    """Tell whether a text is of the trade: by an unmistakable word, or by some that are common."""
    said = {fold(word) for word in words(text)}
    return not said.isdisjoint(WARES) or len(said & COMMON) >= FEW


def advertises(line: Line) -> bool:
    """Tell whether a line is made of words of the trade, one of them unmistakable."""
    said = {fold(word) for piece in line for word in words(piece.text)}
    return not said.isdisjoint(WARES) and len(said & (WARES | COMMON)) >= FEW


def stray(line: Line) -> bool:
    """Tell whether a line stands outside the paragraphs and has words of its own between its links, but no label."""
    own = " ".join(piece.text for piece in line if piece.link is None)
    return all(piece.loose for piece in line) and len(words(LABEL.sub("", own, count=1))) >= FEW


def prune(element: Any, article: Any) -> None:
    """Take out what is empty now."""
    while element is not article and not len(element) and not (element.text or "").strip():
        parent = element.getparent()
        if parent is None:
            return
        drop(element)
        element = parent
