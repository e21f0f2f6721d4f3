"""A file of items that an editor filed, one JSON object a line → items to measure the rules on.

`title`, `summary`, `site_label` and `lang` are what the rules see, `site` is the host it comes from, and `categories`
is what the editor decided. Any of them may be missing. What cannot be read is refused with its line.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..categorise import Rulebook
from ..categorise.measure import Filed, by_site
from ..config.model import Config
from ..errors import ConfigError, Mistake
from ..model import Variant
from ..text import spaced

EXAMPLE = '{"title": …, "categories": […]}'
TEXTS = ("title", "summary", "lang", "site")


def read(path: Path) -> list[Filed]:
    """Read a file of items; raises `ConfigError` with every broken line, or if there is none."""
    items, mistakes = [], []
    try:
        # Spreadsheets begin a file with a mark of byte order; U+2028 may stand in a JSON text, and ends no line.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ConfigError([Mistake(str(path), 1, 1, f"is not UTF-8 text at byte {error.start}")]) from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                items.append(item(number, json.loads(line)))
            except RecursionError:
                mistakes.append(Mistake(str(path), number, 1, "is nested too deep for an item"))
            except ValueError as error:
                mistakes.append(Mistake(str(path), number, getattr(error, "colno", 1), wrong(error)))
    if not items and not mistakes:
        mistakes = [Mistake(str(path), 1, 1, f"has no item in it: write one on each line, as {EXAMPLE}")]
    if mistakes:
        raise ConfigError(mistakes)
    return items


def wrong(error: ValueError) -> str:
    """Say what is wrong with a line."""
    return f"is not JSON: {error.msg}" if isinstance(error, json.JSONDecodeError) else str(error)


def item(number: int, written: Any) -> Filed:
    """Read one line; raises `ValueError` with a sentence."""
    if not isinstance(written, dict):
        raise ValueError(f"must be one object in braces: {EXAMPLE}")
    title, summary, language, site = (spaced(text(written, name)) for name in TEXTS)
    filed = written.get("categories") or []
    if not isinstance(filed, list) or not all(isinstance(name, str) for name in filed):
        raise ValueError("'categories' must be a list of names, as [\"development\"]")
    variant = Variant("", language or None, None, title, summary, "", None, labels(written))
    return Filed(number, host(site), variant, frozenset(filed))


def text(written: dict[str, Any], name: str) -> str:
    value = written.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"'{name}' must be a text, not {json.dumps(value)[:40]}")
    return value or ""


def labels(written: dict[str, Any]) -> tuple[str, ...]:
    """Read the labels of a site, one text or a list of them."""
    label = written.get("site_label")
    if not isinstance(label, list):
        return tuple(filter(None, [text(written, "site_label")]))
    if not all(isinstance(one, str) for one in label):
        raise ValueError("'site_label' must be a text, or a list of texts")
    return tuple(filter(None, label))


def host(site: str) -> str:
    """Read a host, or that of a whole address; raises `ValueError` for what is no address."""
    name = urlsplit(site).hostname or "" if "://" in site else site
    return name.strip().lower().removeprefix("www.")


def with_defaults(config: Config, book: Rulebook, items: Sequence[Filed]) -> tuple[Rulebook, list[Filed]]:
    """Let the sources of an item's site say what they say of their items; the rules see the site as the source."""
    hosts = {key: host(urlsplit(source.address).hostname or "") for key, source in config.sources.items()}
    sites = {site: list(of_site(site, hosts)) for site in {one.site for one in items}}
    named = [replace(one, variant=replace(one.variant, source=one.site)) for one in items]
    return by_site(book, sites), named


def of_site(site: str, hosts: Mapping[str, str]) -> Iterator[str]:
    """List the sources at a site, or at the site that it is a part of."""
    return (key for key, found in hosts.items() if found and f".{site}".endswith(f".{found}"))
