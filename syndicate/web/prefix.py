"""The WSGI layer before Flask: the path of `site.url` becomes SCRIPT_NAME, what a visitor says of our name is dropped.

In: a request as a proxy passed it on, with the prefix or without. Out: the same with the prefix where routing and
links expect it. Host and X-Forwarded-* are not read: every address of ours is made from `site.url`.
"""

from collections.abc import Callable, Iterable
from typing import Any

from .current import Current

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


class Prefix:
    """A WSGI application around another one."""

    def __init__(self, app: Application, current: Current) -> None:
        self.app, self.current = app, current

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        environ.pop("HTTP_HOST", None)
        environ["SERVER_NAME"] = "localhost"
        path = environ.get("PATH_INFO", "")
        if path != "/healthz":  # that one answers without the store
            self.current.config()
            environ["SCRIPT_NAME"], environ["PATH_INFO"] = split(path, self.current.prefix)
        return self.app(environ, start_response)


def split(path: str, script: str) -> tuple[str, str]:
    """Part a path into the prefix, which a proxy may have taken off already, and the rest."""
    raw = script.encode().decode("latin-1")  # as WSGI writes what is not ASCII (PEP 3333)
    if raw and (path == raw or path.startswith(f"{raw}/")):
        path = path.removeprefix(raw)
    return raw, f"/{path.lstrip('/')}"  # proxies double the slash where a path is joined to theirs
