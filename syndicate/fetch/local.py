"""A `file:` address beside feeds.yaml: a request and the folder in, an answer out. No network, and nothing outside the folder."""

import stat
from os.path import realpath
from pathlib import Path

from ..errors import SourceError
from ..model import Answer, Failure, Request
from .verdict import judge_body

SCHEME = "file:"


def read_file(request: Request, folder: Path | None, limit: int) -> Answer | Failure:
    """Answer from a file; one that did not change since the request's ETag is a 304."""
    try:
        path = locate(request.url.removeprefix(SCHEME), folder)
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return Failure("unreadable-file", "not a file")
        etag = f'"{about.st_mtime_ns:x}-{about.st_size:x}"'
        if etag == request.etag:
            return Answer(request.url, 304, b"", etag=etag)
        with path.open("rb") as file:
            body = file.read(limit + 1)
    except SourceError as error:
        return Failure(error.code, error.detail)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the name
        return Failure("no-such-file", getattr(error, "strerror", None) or str(error))
    except OSError as error:
        return Failure("unreadable-file", error.strerror or "")
    return judge_body(Answer(request.url, 200, body, etag=etag), limit)


def locate(name: str, folder: Path | None) -> Path:
    """Find the file, links followed; raise `SourceError` when it lies outside the folder."""
    if folder is None:
        raise SourceError("file-outside", "no folder for files")
    # realpath, because Path.resolve() of Python 3.11 raises RuntimeError for links in a circle.
    home, path = Path(realpath(folder)), Path(realpath(folder / name))
    if not path.is_relative_to(home):
        raise SourceError("file-outside")
    return path
