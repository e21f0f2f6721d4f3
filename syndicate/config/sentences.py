"""What the model found wrong → where in feeds.yaml, and a sentence for the operator.

In: errors of pydantic. Out: of each a path of keys and a message; no word of pydantic or Python is left in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from inspect import isclass
from typing import Any, NamedTuple, get_args

from pydantic_core import ErrorDetails

from .model import Config
from .places import Path
from .rules import KINDS
from .sources import SOURCES, Model, keys

TAGS = {"phrase", *KINDS}  # what pydantic writes into a path for the kind of a rule
SHOWN = 80  # characters of a value that a message repeats

PATTERNS = {
    "id": "'id' must be a domain of yours, a comma and a year or date in which it was yours, such as news.example.eu,2026",
    "email": "'email' must be an address such as news@example.eu",
}

SENTENCES = {
    "bool_parsing": "{name} must be yes or no",
    "bool_type": "{name} must be yes or no",
    "dict_type": "{name} must have keys of its own: write each on an indented line below it",
    "greater_than_equal": "{name} must be at least {ge}",
    "int_parsing": "{name} must be a whole number",
    "int_type": "{name} must be a whole number",
    "less_than_equal": "{name} must be at most {le}",
    "list_type": "{name} must be a list: write [a, b], or each entry on a line of its own after '- '",
    "literal_error": "{name} must be {expected}",
    "model_type": "{name} must have keys of its own: write each on an indented line below it",
    "string_pattern_mismatch": "{name} has characters in it that are not allowed",
    "string_too_long": "{name} is longer than {max_length} characters: shorten it",
    "string_too_short": "{name} is empty: write something, or remove it",
    "string_type": "{name} must be a single text",
    "too_few": "{name} needs at least {min_length} entries",
    "too_short": "{name} is empty: it needs at least one entry",
}


class Found(NamedTuple):
    """A mistake by its path: the value there, or its key."""

    path: Path
    message: str
    key: bool = False


def find_all(errors: Sequence[ErrorDetails]) -> list[Found]:
    """Say what is wrong; what is missing because its key is misspelt is one mistake, not two."""
    meant = {place_meant(error) for error in errors if error["type"] == "extra_forbidden"}
    return [find(error) for error in errors if error["type"] != "missing" or error["loc"] not in meant]


def place_meant(error: ErrorDetails) -> tuple[str | int | None, ...]:
    """Say where the key would stand that was probably meant by an unknown one; under None, if none was."""
    *parent, key = error["loc"]
    return (*parent, nearest(str(key), keys(model_at(tuple(parent)))))


def find(error: ErrorDetails) -> Found:
    """Say in an operator's words what is wrong, and where."""
    loc = error["loc"]
    path = written(loc)
    match error["type"]:
        case "extra_forbidden":
            return Found(path, unknown(str(loc[-1]), keys(model_at(loc[:-1]))), key=True)
        case "missing":
            return Found(path[:-1], missing(path), key=True)
        case _ if loc[-1:] == ("[key]",):
            return Found(path, bad_key(error, path), key=True)
    return Found(path, bad_value(error, path))


def written(loc: tuple[str | int, ...]) -> Path:
    """Leave out what does not stand in the file: tags of rules, `Words.words`, `[key]`, the `""` of all languages."""
    path: list[str | int] = []
    for place, part in enumerate(loc):
        before = loc[place - 1] if place else None
        if part == "" or (part in TAGS and isinstance(before, int)) or names_kind(loc, place):
            continue
        if loc[place - 1 : place + 1] == ("words", "words") and isinstance(loc[place - 2], int):
            continue
        path.append(part)
    return path[:-1] if path[-1:] == ["[key]"] else path


def names_kind(loc: tuple[str | int, ...], place: int) -> bool:
    """Whether a part of a path is what pydantic writes for the kind of a source, after the source's key."""
    return place == 2 and loc[0] == "sources" and loc[2] in SOURCES


def model_at(loc: tuple[str | int, ...]) -> type[Model]:
    """Find the model that judged the mapping under `loc`."""
    kind: Any = Config
    for place, (before, part) in enumerate(zip((None, *loc), loc, strict=False)):
        if names_kind(loc, place):
            kind = SOURCES[str(part)]
        else:
            kind = KINDS[str(part)] if isinstance(before, int) and part in KINDS else child(kind, str(part))
    return bare(kind)  # type: ignore[no-any-return]


def child(kind: Any, part: str) -> Any:
    """Find the type of a field of a model, or of the values of a mapping or list."""
    kind = bare(kind)
    return keys(kind)[part].annotation if isclass(kind) and issubclass(kind, Model) else get_args(kind)[-1]


def bare(kind: Any) -> Any:
    """Take off `Annotated` and `| None`."""
    while hasattr(kind, "__metadata__") or type(None) in get_args(kind):
        kind = get_args(kind)[0]
    return kind


def unknown(key: str, known: Iterable[str]) -> str:
    """Say that a key is unknown, and which was probably meant, or which there are."""
    if key == "<<":
        return "'<<' does not merge anything here: write the keys out, or put what sources have in common under 'defaults:'"
    if near := nearest(key, known):
        return f"unknown key '{key}': did you mean '{near}'?"
    return f"unknown key '{shorten(key)}': allowed here: {', '.join(known)}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the name that was meant, where the match is strong: four fifths alike, or two neighbours swapped."""
    close = get_close_matches(word.casefold(), known, 1, 0.8)
    return close[0] if close else next((name for name in known if name in swaps(word)), None)


def swaps(word: str) -> set[str]:
    return {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}


def missing(path: Path) -> str:
    if len(path) == 1:
        return f"'{path[0]}' is missing: write '{path[0]}:' at the beginning of a line"
    return f"'{path[-1]}' is missing: add it under {name(path[:-1])}"


def bad_key(error: ErrorDetails, path: Path) -> str:
    """Say what is wrong with a key that the operator chose; in a rule it may be a misspelt kind."""
    in_rule = "words" in error["loc"] and isinstance(path[-2], int)
    if in_rule and (near := nearest(str(path[-1]), (kind for kind in KINDS if kind != "words"))):
        return f"unknown key '{path[-1]}': did you mean '{near}'?"
    return own(error) or f"'{shorten(path[-1])}' cannot be a name here: use letters a-z, digits and hyphens"


def bad_value(error: ErrorDetails, path: Path) -> str:
    """Say what is wrong with a value."""
    kind, value = error["type"], error["input"]
    if value is None:
        return f"{name(path)} is empty: write its value, or remove it"
    if kind == "value_error" and isinstance(value, list | Mapping):
        return f"{name(path)} must be a single value, not a list or mapping"
    if kind == "string_pattern_mismatch" and path[-1] in PATTERNS:
        return PATTERNS[str(path[-1])]
    if kind == "too_short" and value:
        kind = "too_few"
    sentence = SENTENCES.get(kind, "{name} cannot be used as it is: compare it with the example")
    return own(error) or sentence.format(name=name(path), **error.get("ctx", {}))


def own(error: ErrorDetails) -> str | None:
    """Take over a sentence that the model itself wrote."""
    reason = error["msg"] if error["type"] in ("rule", "source") else error.get("ctx", {}).get("error")
    value = str(error["input"])
    return str(reason).replace(value, shorten(value)) if reason else None


def name(path: Path) -> str:
    """Name a value: by its key, or by its number in a list."""
    if isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of {name(path[:-1])}"
    return f"'{shorten(path[-1])}'"


def shorten(value: str | int) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
