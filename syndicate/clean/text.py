"""Untrusted text in, plain text that every format of ours can print out; it knows no markup."""

import re
import unicodedata

from ..text import spaced

# Outside the characters of XML 1.0 (section 2.2): controls, lone surrogates, U+FFFE and U+FFFF. Within them:
# DEL and the C1 controls, noncharacters, and the marks that turn the direction of what follows the text. Written as
# all but what stays: noncharacters beyond U+FFFF that are listed would be tried on every character, one by one.
UNPRINTABLE = re.compile(
    "[^\t\n\r -~\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
    + "".join(f"{chr(plane * 0x10000)}-{chr(plane * 0x10000 + 0xFFFD)}" for plane in range(1, 17))
    + "]"
)
PLAIN = bytes([*b"\t\n\r", *range(32, 127)])  # what of ASCII stays
LONGEST_CLUSTER = 64  # characters; a longer one is made to break pages, and may be cut
JOINER = "\u200d"


def printable(text: str) -> str:
    """Leave out what no format may carry; joiners stay, as Persian and emoji need them."""
    if text.isprintable():
        return text
    rest = text.encode("utf-8", "surrogatepass").translate(None, PLAIN)  # mostly little, and quickly told
    found = rest and UNPRINTABLE.search(rest.decode("utf-8", "surrogatepass"))
    return UNPRINTABLE.sub("", text) if found else text


def single(text: str) -> str:
    """Put printable text on one line, composed (NFC), with single spaces."""
    words = spaced(text)
    return words if words.isascii() else unicodedata.normalize("NFC", words)


def shorten(text: str, limit: int) -> str:
    """Cut a line at a word so that it has at most `limit` characters, with "…" in place of the rest."""
    if len(text) <= limit:
        return text
    end = text.rfind(" ", limit // 2, limit)
    if end < 0:
        end = boundary(text, limit - 1)
    return text[:end].rstrip(" ,;:-–—") + "…"


def boundary(text: str, end: int) -> int:
    """Go back from `end` to where no character that a reader sees as one is cut."""
    for place in range(end, max(end - LONGEST_CLUSTER, 0), -1):
        if not joined(text[place - 1], text[place]):
            return place
    return end


def joined(before: str, after: str) -> bool:
    """Tell whether two characters belong together: marks, joiners, flags, skin tones, Korean syllables."""
    return (
        before == JOINER
        or after == JOINER
        or unicodedata.category(after)[0] == "M"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
        or "\u1160" <= after <= "\u11ff"
    )
