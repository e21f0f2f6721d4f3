"""The WSGI layer that answers documents from memory, before Flask sees the request.

In: a request whose prefix has been taken off. Out: the document's bytes, or what the app behind says: of other
addresses, other methods, and documents that are not there.
"""

from collections.abc import Callable, Iterable
from typing import Any

from ..store.pages import Unanswered
from .paths import DOCUMENT
from .readers import Readers
from .respond import answer, asked_in
from .shelf import Shelf

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


class Thin:
    """A WSGI application around another one."""

    def __init__(self, app: Application, shelf: Shelf, readers: Readers) -> None:
        self.app, self.shelf, self.readers = app, shelf, readers

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if not path.startswith("/feeds") or method not in ("GET", "HEAD") or not DOCUMENT.fullmatch(path):
            return self.app(environ, start_response)
        try:
            answers = self.shelf.find(path[1:])
        except Unanswered:  # asks once more, and says so
            return self.app(environ, start_response)
        if answers is None:
            return self.app(environ, start_response)
        self.readers.note(path[1:], environ.get("HTTP_USER_AGENT", ""))
        given = answer(answers, asked_in(environ))
        start_response(given.status, given.headers)
        return [given.body] if method == "GET" else []
