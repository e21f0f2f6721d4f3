"""The body of an answer that could not be read in, the error that says what it is instead out; it reads no entries."""

import re

from ..errors import SourceError

HEAD = 16_384  # bytes in which a page shows what it is

PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)

# What the pages of the usual protections say of themselves; words that an ordinary page may use are not here.
CHALLENGE = re.compile(
    rb"<title>\s*(just a moment|attention required|one moment, please|checking your browser|ddos-guard)"
    rb"|/cdn-cgi/challenge-platform|cf-browser-verification|_incapsula_resource|sucuri_cloudproxy"
    rb"|making sure you(&#39;|')re not a bot|px-captcha|captcha-delivery\.com|awswafintegration",
    re.IGNORECASE,
)


def refusal(body: bytes, error: SourceError) -> SourceError:
    """Say what a body is that could not be read; a reader that knows better than "unreadable" keeps its word."""
    if not body.strip(b"\x00\xef\xbb\xbf\xfe\xff \t\r\n"):
        return SourceError("empty")
    head = body[:HEAD]
    if not PAGE.search(head):
        return error
    if CHALLENGE.search(head):
        return SourceError("challenge")
    return SourceError("not-a-feed") if error.code == "unreadable" else error
