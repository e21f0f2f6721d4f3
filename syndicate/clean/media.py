"""The files of an entry as printed in, those that may be linked to and its one picture out; none is asked for here.

A file keeps the address that its source gave it, its trackers included: who counts the listeners of a recording is
its maker's business. What is said of a file is believed only in the form it should have.
"""

import re
from collections.abc import Sequence
from html import unescape

from ..enclosure import CleanEnclosure, Enclosure
from ..model import Entry
from .urls import resolve

MOST = 10  # files of one entry
LONGEST = 1 << 50  # bytes, beyond which a length is a mistake
TYPE = re.compile(r"([a-z]+/[a-z0-9][a-z0-9.+-]*)\s*(;.*)?", re.ASCII | re.DOTALL)
CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{2})", re.ASCII)
IMAGE = re.compile(r'<img [^>]*?\bsrc="([^"]+)"')  # as the sanitiser writes it
DOTTED = re.compile(r"https?://[^/?#.]*+\.")  # the host of an absolute address
ENDING = re.compile(r"https?://[^/?#]*+/[^?#]*\.([^.?#]*+)")  # of its path
AVATARS = "gravatar.com/avatar/"  # some blogs put the face of an author before the picture of the article

# What files are by the ends of their names, where their source does not say.
TYPES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "svg": "image/svg+xml", "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg",
    "opus": "audio/ogg", "wav": "audio/wav", "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm",
    "mov": "video/quicktime", "pdf": "application/pdf", "epub": "application/epub+zip",
}  # fmt: skip


def enclosures(entry: Entry) -> tuple[CleanEnclosure, ...]:
    """Keep each file once, by its address, with what is known of it; none on a machine that only its source reaches."""
    kept: dict[str, CleanEnclosure] = {}
    for printed in entry.enclosures:
        url = resolve(printed.url, entry.base)
        if url and DOTTED.match(url) and AVATARS not in url:
            kept.setdefault(url, enclosure(url, printed))
    return tuple(kept.values())[:MOST]


def enclosure(url: str, printed: Enclosure) -> CleanEnclosure:
    return CleanEnclosure(
        url, media_type(url, printed.type), whole(printed.length), seconds(printed.duration)
    )


def media_type(url: str, said: str = "") -> str | None:
    """Believe a type of two parts, but none that says nothing; else go by the name's end."""
    found = TYPE.fullmatch(said.strip().lower())
    if found and found[1] not in ("application/octet-stream", "text/html"):
        return found[1]
    ending = ENDING.match(url)
    return TYPES.get(ending[1].lower()) if ending else None


def whole(said: str) -> int | None:
    """Read a number of bytes; 0 stands for one that nobody knew."""
    text = said.strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    return number if 0 < number < LONGEST else None


def seconds(said: str) -> int | None:
    """Read a duration: seconds, or hours, minutes and seconds with colons."""
    found = CLOCK.fullmatch(said.strip())
    if not found:
        return whole(said.partition(".")[0])
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return (hours * 60 + minutes) * 60 + rest or None


def picture(entry: Entry, files: Sequence[CleanEnclosure], content: str) -> str | None:
    """Choose the picture of an entry: what it calls so, else the first of its files, of its text, its small one."""
    first = next((one.url for one in files if one.pictured), None)
    small = resolve(entry.preview, entry.base)
    return resolve(entry.image, entry.base) or first or drawn(content) or small


def with_picture(files: tuple[CleanEnclosure, ...], picture: str | None) -> tuple[CleanEnclosure, ...]:
    """Add the picture where it is none of the files."""
    if not picture or any(one.url == picture for one in files):
        return files
    return (*files, CleanEnclosure(picture, media_type(picture)))


def drawn(content: str) -> str | None:
    """Give the address of the first picture within sanitised HTML."""
    found = IMAGE.search(content)
    return unescape(found[1]) if found else None
