"""The page of an article in, its entry with the article's text out; which pages are asked, and when, is for jobs.

The library finds the text by itself, and where the page says them also title, date, author and image. It is heavy and
an extra of its own, so the module that imports it is loaded when the first article comes.
"""

import re
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from ..model import Answer, Entry
from .depth import overgrown
from .markup import plain

LARGEST = 2_000_000  # bytes of a page; the library's time grows faster than its size

BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
TITLE = re.compile(r"\s*<h1[^>]*>(.*?)</h1>", re.DOTALL)


def with_fulltext(entry: Entry, answer: Answer) -> Entry:
    """Give an entry the text of its article, and what the entry itself did not say.

    A page that says no more than the entry does shows something else: a consent banner, a notice, an empty frame.
    """
    found = extract(answer) if len(answer.body) <= LARGEST else None
    if found is None:
        return entry
    title = entry.title or plain(found.title or "")
    undated = not (entry.published or entry.updated)
    text = body(found.text or "", title)
    return replace(
        entry,
        title=title,
        content=text if len(plain(text)) > len(plain(entry.content)) else entry.content,
        published=found.date if undated else entry.published,
        author=entry.author or found.author,
        image=entry.image or found.image,
        language=entry.language or found.language,
        base=answer.url,
    )


def extract(answer: Answer) -> Any:
    """Ask the library; None where it finds no article, or the page would keep it busy for minutes."""
    page = decoded(answer)
    return None if overgrown(page) else library().extract(page, answer.url)


def decoded(answer: Answer) -> str:
    """Read a page as UTF-8 where it is that, else as its header says; else what cannot be read is replaced."""
    for name in ("utf-8", answer.charset or "utf-8"):
        try:
            return answer.body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return answer.body.decode("windows-1252", "replace")


def body(document: str, title: str) -> str:
    """Take the article out of the document, without its title as first heading: that is printed above it."""
    found = BODY.search(document)
    text = found[1].strip() if found else ""
    heading = TITLE.match(text)
    return text[heading.end() :].strip() if heading and plain(heading[1]) == plain(title) else text


@cache
def library() -> Any:
    return import_module(".extract", __package__)
