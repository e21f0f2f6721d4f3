"""Untrusted HTML in, the markup that a parser of HTML reads in it out, and the text of that; addresses stay as printed.

What goes out is well nested and holds nothing but elements and attributes of our policy, blocks that are not kept
included: where these begin and end, words are parted.
"""

import re
from html import escape, unescape

import nh3

from . import policy
from .depth import overgrown
from .text import printable, single

MAX_LENGTH = 512 * 1024  # characters of HTML, of what comes in and of what goes out

SHARE = 4  # characters of markup in which there is mostly one of text
LINE_END = re.compile(r"\r\n?")

# As the parser writes them: attributes have neither `<` nor `>` in their values.
WRITTEN = (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\xa0"), ("&amp;", "&"))  # in texts, the last one last
TAG = re.compile(r"<[^>]*>")
INLINE = re.compile(rf"</?(?:{'|'.join(sorted(policy.INLINE))})(?: [^>]*)?>")
PARSER = nh3.Cleaner(
    tags=set(policy.KEPT | policy.BLOCKS),
    clean_content_tags=set(policy.DROPPED),
    attributes=policy.ATTRIBUTES,
    link_rel=policy.REL,
    url_schemes=policy.SCHEMES,
)


def parsed(html: str) -> str:
    """Parse, filter and write the HTML once; of what would keep a parser busy for minutes there is only the text."""
    text = printable(html)[:MAX_LENGTH]
    if "<" not in text:
        return written(decoded(text))
    if overgrown(text):
        return written(decoded(TAG.sub(" ", text)))
    markup = PARSER.clean(text)
    return printable(markup) if "&#" in text else markup


def decoded(text: str) -> str:
    return printable(unescape(text)) if "&" in text else text


def written(text: str) -> str:
    """Write text as the parser does (HTML, section 13.3), with the ends of its lines as the parser reads them."""
    lines = LINE_END.sub("\n", text.removeprefix("\ufeff")) if "\r" in text or "\ufeff" in text else text
    return escape(lines, quote=False).replace("\xa0", "&nbsp;")


def flat(markup: str) -> str:
    """Give the text of parsed markup on one line, with a space where a block begins or ends."""
    if "<" in markup:
        markup = TAG.sub(" ", INLINE.sub("", markup))
    if "&" in markup:
        for reference, character in WRITTEN:
            markup = markup.replace(reference, character)
    return single(markup)


def opening(markup: str, length: int) -> str:
    """Give what `flat` does, but of more than `length` characters perhaps only so many."""
    end = markup.rfind("<", 0, SHARE * length) if len(markup) > SHARE * length else 0
    found = flat(markup[:end]) if end > 0 else ""
    return found if len(found) > length else flat(markup)


def plain(html: str) -> str:
    """Give the text of HTML on one line, its entities decoded, with a space where a block begins or ends."""
    usual = html.isprintable() and "<" not in html and "&" not in html
    return single(html[:MAX_LENGTH]) if usual else flat(parsed(html))
