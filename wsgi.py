"""The app for any WSGI server that looks for `wsgi:app`."""

from syndicate.web.wsgi import app

__all__ = ["app"]
