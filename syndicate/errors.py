"""Every error of ours, and the sentence for every way in which a source can fail.

SyndicateError
├── ConfigError      the operator's mistakes in feeds.yaml, each with its place
├── SettingsError    the environment: a database address or a port that cannot be used
├── StoreError       the database cannot be opened, or is not one of ours
└── SourceError      an outsider's answer that cannot be read; jobs turn it into a `Failure`
"""

from collections.abc import Sequence
from dataclasses import dataclass


class SyndicateError(Exception):
    """Something outside the code went wrong; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake of an operator, at its place; lines and columns count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class ConfigError(SyndicateError):
    """The configuration cannot be used."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))


class SettingsError(SyndicateError):
    """A setting of the environment or an option of the command line cannot be used."""


class StoreError(SyndicateError):
    """The database cannot be opened or does not fit this version."""


class SourceError(SyndicateError):
    """A source's answer cannot be read; `code` is one of `SENTENCES`."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(sentence(code, detail))


# Stable codes: stored, shown, and given by --json. A sentence says whose fault it is and what to do.
SENTENCES = {
    "dns": "The name of the server was not found. Check the address for a typing error; if it is right, the site or our network is down and we try again.",
    "refused": "The server refused the connection. The fault is on its side; we try again.",
    "unreachable": "The server cannot be reached. Its network or ours is down; we try again.",
    "timeout": "The server did not finish its answer in time. The fault is on its side; we try again, less often.",
    "disconnected": "The server broke off in the middle of its answer. The fault is on its side; we try again.",
    "tls": "The server's certificate or encryption is not valid. Its operator must renew it; nothing is read until then.",
    "protocol": "The server's answer is not valid HTTP. The fault is on its side; we try again.",
    "blocked-address": "The address leads to a private or reserved network, which is not allowed. If this source is your own, add its host:port under 'allow:'.",
    "bad-address": "The address is not one that can be fetched. Correct it in feeds.yaml.",
    "bad-redirect": "The server redirects in a circle, too often, or to an address that cannot be fetched. Check the source's present address.",
    "too-large": "The answer is larger than we accept. Ask the source for a shorter feed.",
    "too-costly": "Reading the answer would take more time or memory than any feed needs, so it was given up. Look whether the address is right; other sources are not affected.",
    "bad-encoding": "The answer is compressed in a way that cannot be read. The fault is on the server's side; we try again.",
    "unauthorised": "The server wants a password (HTTP 401). Add the header it needs under 'headers:'.",
    "forbidden": "The server refuses us (HTTP 403). Ask its operator to admit our reader, or remove the source.",
    "robots": "The site's robots.txt asks programs not to read this address. Ask its operator to admit our reader, or look for a feed.",
    "robots-unread": "The site's robots.txt could not be read, and without it we read no page. Check the address; if it is right, the site is down or closed to us, and we try again.",
    "not-found": "There is nothing at this address (HTTP 404). The feed has probably moved: look up its new address.",
    "gone": "The source has ended for good (HTTP 410). Remove it, or look up its successor.",
    "rate-limited": "The server asks us to come less often (HTTP 429). We wait as long as it says.",
    "http-error": "The server answered that the request cannot be met. Check the address in a browser.",
    "server-error": "The server has a fault of its own (HTTP 5xx). We try again, less often.",
    "partial": "The server sent only a part, or nothing, where a whole document was expected. The fault is on its side; we try again.",
    "empty": "The answer is empty. Often this is protection against robots: ask the source's operator to admit our reader.",
    "challenge": "A protection against robots answered in place of the feed. Ask the source's operator to admit our reader.",
    "not-a-feed": "The answer is a web page, not a feed. Open the page and look for the address of its feed.",
    "unreadable": "The answer is not a feed that can be read. The fault is probably on the source's side.",
    "layout-changed": "The page does not show its news where feeds.yaml says. Its layout has probably changed: compare the selectors of this source with the page. What we have of it stays.",
    "no-items-in-html": "The page is drawn by scripts: its news is not in what the server sends. Look for a feed, or for a JSON address to write under 'api:'.",
    "not-a-picture": "The answer is not a picture that can be shown. Items of this source are shown without one where it stands.",
    "not-a-page": "The answer is not a web page. If it is a feed, write 'feed:' in place of 'page:'; if it is JSON, write 'api:'.",
    "no-such-file": "There is no such file beside feeds.yaml. Check the name after 'file:'.",
    "unreadable-file": "The file beside feeds.yaml cannot be read. Check that it is a file and that the service may read it.",
    "file-outside": "The file lies outside the folder of feeds.yaml, which is not allowed. Move it there.",
    "no-secret": "A secret that this source needs is not set. Set the variable that feeds.yaml names, and start the service again.",
    "internal": "A fault of ours; the log has the details. We try again later.",
}  # fmt: skip


def sentence(code: str, detail: str = "") -> str:
    """Say in plain words what failed, and the technical detail after it."""
    return f"{SENTENCES[code]} ({detail})" if detail else SENTENCES[code]
