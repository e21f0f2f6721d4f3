"""A text in, the language out that it is in, if it is one of those that may be; when unsure, none.

The library is heavy and rarely needed: it is loaded with the first text of which nobody says the language.
"""

import os
from collections.abc import Collection
from functools import cache
from importlib import import_module
from typing import Any

SURE = 0.9  # that it is this one of those which may be
ELSE = 0.9  # that it is one which may not be
LONGEST = 2_000  # characters that are looked at
CALLED = {"nb": "no"}  # where the library has another name


def detect(text: str, among: Collection[str]) -> str | None:
    """Find the language of a text among tags; of two with the same first part ("pt", "pt-BR") the first stands."""
    tags: dict[str, str] = {}
    for one in among:
        first = one.partition("-")[0]
        tags.setdefault(CALLED.get(first, first), one)
    chances: dict[str, float] = dict(identifier().rank(text[:LONGEST])) if tags else {}
    possible = {name: chances[name] for name in tags.keys() & chances.keys()}
    if not possible:
        return None
    best, other = max(possible, key=possible.__getitem__), max(chances, key=chances.__getitem__)
    foreign = other not in possible and chances[other] >= ELSE
    sure = possible[best] >= SURE * sum(possible.values())
    return tags[best] if sure and not foreign else None


@cache
def identifier() -> Any:
    """Load what knows the languages, in a second or so.

    Its arrays are small: threads to compute with them would only take addresses, of which the process has few.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return import_module(".identifier", __package__).IDENTIFIER
