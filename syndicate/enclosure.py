"""The files that a source adds to its news, as printed and as they may be linked to; this module imports nothing of ours."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that a source adds to an entry, as printed: a picture, a recording, a document."""

    url: str
    type: str = ""
    length: str = ""
    duration: str = ""


@dataclass(frozen=True, slots=True)
class CleanEnclosure:
    """A file whose address may be linked to, and what is known of it."""

    url: str
    type: str | None = None  # a media type in lower case, without parameters
    length: int | None = None  # bytes
    duration: int | None = None  # seconds

    @property
    def pictured(self) -> bool:
        return bool(self.type and self.type.startswith("image/"))
