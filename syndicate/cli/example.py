"""The packaged example, written into a folder to begin with; nothing that is there is overwritten."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

from ..config import live
from ..errors import SettingsError

PACKAGE = Path(__file__).parent.parent
NAMES = ("feeds.yaml", "feeds.schema.json", "samples")


def root() -> Path:
    """Where the example is: in the installed package, or beside it in a checkout."""
    packaged = PACKAGE / "example"
    return packaged if packaged.is_dir() else PACKAGE.parent


def files() -> Iterator[Path]:
    """List the files of the example, with those that its feeds.yaml names."""
    for name in (*NAMES, *live.written(root() / NAMES[0])[1]):
        path = root() / name
        yield from sorted(path.glob("*.*")) if path.is_dir() else [path]


def write(folder: Path) -> list[Path]:
    """Copy the example; say what was written. Refuses if one of its files is there already."""
    copies = {path: folder / path.relative_to(root()) for path in files()}
    if present := [str(copy) for copy in copies.values() if copy.exists()]:
        raise SettingsError(f"{present[0]} is there already, and nothing was written: give another folder")
    try:
        for path, copy in copies.items():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copyfile(path, copy)
    except OSError as error:
        raise SettingsError(
            f"{error.filename} cannot be written ({error.strerror}): give another folder"
        ) from None
    return list(copies.values())
