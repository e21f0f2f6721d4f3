"""Reload by looking: the path of feeds.yaml → its content, when there is something new in it.

In: what the last look saw. Out: what this one saw, and the bytes if they are new. A file that has just changed is read
at the next look at which it stands still, for it may be half written. What the bytes mean is `load`'s business.
"""

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ..errors import ConfigError, Mistake
from .beside import named
from .tree import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells without reading that a file may be another: where links lead, and what the system says of it."""

    path: str
    device: int
    inode: int
    modified: int  # nanoseconds
    size: int
    beside: tuple["Stamp | None", ...] = ()  # of the files that it names


@dataclass(frozen=True, slots=True)
class Seen:
    """What the looks until now saw."""

    stamp: Stamp | None = None  # at the last look; None: no file was there
    read: Stamp | None = None  # when the content was read
    digest: str = ""  # of that content
    beside: tuple[str, ...] = ()  # the files that it named then


def look(path: Path, last: Seen | None) -> tuple[Seen, bytes | None]:
    """Look at the file and those beside it; give its bytes if any are others than those last read.

    A file that is missing, perhaps only for the moment in which an editor replaces it, is nothing new. The first look
    (`last` is None) does not wait for the file to stand still. Raises `ConfigError` if the file cannot be read.
    """
    others = [path.parent / name for name in last.beside] if last else []
    now = stamp(path, others)
    seen = replace(last or Seen(), stamp=now)
    if now is None or not settled(last, now):
        return seen, None
    bodies = [fetch(one) for one in (path, *others)]
    if bodies[0] is None or stamp(path, others) != now:
        return seen, None
    digest = sha256(repr(bodies).encode()).hexdigest()
    return replace(seen, read=now, digest=digest), None if digest == seen.digest else bodies[0]


def settled(last: Seen | None, now: Stamp) -> bool:
    """Decide whether to read: the file is not the one last read, and has stood still since the last look."""
    return last is None or (now != last.read and now == last.stamp)


def read(path: Path) -> str:
    """Read the text of the file, at start and for the command line."""
    body = fetch(path)
    if body is None:
        raise refuse(path.name, "there is no such file: 'syndicate init' writes an example to begin with")
    return decode(body, path.name)


def written(path: Path) -> tuple[str, dict[str, str]]:
    """Read the text of the file and of those beside it that it names, as far as they are there."""
    text = read(path)
    return text, there(beside(path, text))


def beside(path: Path, text: str) -> dict[str, str | None]:
    """Read the files that a feeds.yaml names, by their names in it; None for one that is not there."""
    found: dict[str, str | None] = {}
    for name in named(text):
        body = fetch(path.parent / name)
        found[name] = None if body is None else decode(body, name)
    return found


def there(files: Mapping[str, str | None]) -> dict[str, str]:
    """Leave out the files that are missing."""
    return {name: text for name, text in files.items() if text is not None}


def decode(body: bytes, name: str) -> str:
    """Turn bytes into text; raise `ConfigError` with the place of the first that is not UTF-8."""
    if len(body) > MAX_BYTES:
        raise refuse(name, "the file is larger than 1 MB: leave out what is not configuration")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        before = body[: error.start].decode().replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = "the file is not in UTF-8: choose 'UTF-8' as encoding when you save it"
        raise ConfigError([Mistake(name, line, column, message)]) from None


def stamp(path: Path, beside: Sequence[Path] = ()) -> Stamp | None:
    """Ask the system about the file, and about those beside it; None where there is none."""
    try:
        found = path.stat()
        where = os.path.realpath(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise refuse(path.name, f"the file cannot be read ({error.strerror})") from None
    return Stamp(
        where, found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size, tuple(map(stamp, beside))
    )


def fetch(path: Path) -> bytes | None:
    """Read the file, at most one byte more than is allowed; None where there is none."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep us waiting
            raise refuse(path.name, "this is not a file: give the path of feeds.yaml")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise refuse(path.name, f"the file cannot be read ({error.strerror})") from None


def refuse(name: str, message: str) -> ConfigError:
    return ConfigError([Mistake(name, 1, 1, message)])
