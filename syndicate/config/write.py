"""A text takes the place of feeds.yaml: whole or not at all, and only if nobody else changed the file meanwhile."""

import os
from pathlib import Path
from tempfile import mkstemp

from ..errors import SettingsError
from . import live

BACKUP = ".bak"  # behind the name of the file: what it was before


def write(path: Path, before: str, after: str, *, backup: bool = False) -> None:
    """Replace the file at once, unless somebody else changed it meanwhile; keep what it was where that is wanted."""
    real = path.resolve()
    if live.read(path) != before:
        raise SettingsError(
            f"{path} was changed by somebody else meanwhile, and nothing was written: try again"
        )
    try:
        if backup:
            put(real.with_name(real.name + BACKUP), before, real)
        put(real, after, real)
    except OSError as error:
        raise SettingsError(f"{path} cannot be written ({error.strerror}): nothing was changed") from None


def put(path: Path, text: str, like: Path) -> None:
    """Write a file beside where it will be, with the owner and the permissions of another, and move it there."""
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        stat = like.stat()
        if os.geteuid() == 0:  # else the service, whose file it is, could write it no more
            os.chown(name, stat.st_uid, stat.st_gid)
        os.chmod(name, stat.st_mode)
        os.replace(name, path)
    except OSError:  # a full disk: no half of a file is left on it
        os.unlink(name)
        raise
