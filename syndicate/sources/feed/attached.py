"""The fields of an entry in XML in, the files that it adds and its small picture out, as printed.

RSS has `enclosure`, Atom `link rel="enclosure"` (RFC 4287, section 4.2.7.2), and both may have `media:content` and
`itunes:` elements. Which of them may be linked to, and what they are, cleaning decides.
"""

from collections.abc import Iterator

from ...enclosure import Enclosure
from .parsed import Fields


def enclosures(fields: Fields) -> tuple[Enclosure, ...]:
    """List the files: first those that readers play or save, then those that they show."""
    linked = [link for link in fields.get("links", ()) if link.get("rel") == "enclosure"]
    shown = fields.get("media_content", ())
    if not linked and not shown:
        return ()
    duration = text(fields, "itunes_duration")
    files = [
        Enclosure(text(link, "href"), text(link, "type").lower(), text(link, "length"), duration)
        for link in linked
    ]
    files += [
        Enclosure(text(one, "url"), text(one, "type").lower(), text(one, "filesize"), text(one, "duration"))
        for one in sorted(shown, key=width, reverse=True)
    ]
    return tuple(one for one in files if one.url)


def width(shown: Fields) -> int:
    """Give the width of what is shown: some feeds offer a picture in every size, the smallest first."""
    said = text(shown, "width")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0


def preview(fields: Fields) -> str | None:
    """Give the small picture of an entry; a file that is a picture is larger."""
    return next(filter(None, previews(fields)), None)


def previews(fields: Fields) -> Iterator[str]:
    for one in fields.get("media_content", ()):
        yield text(one, "url") if text(one, "medium").lower() == "image" else ""
    for one in fields.get("media_thumbnail", ()):
        yield text(one, "url")
    if isinstance(fields.get("image"), dict):
        yield text(fields["image"], "href")


def text(fields: Fields, key: str) -> str:
    """Give a text; where an element has attributes that it should not have, the parser puts something else there."""
    value = fields.get(key)
    return value.strip() if isinstance(value, str) else ""
