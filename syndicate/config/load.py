"""The text of feeds.yaml → `Config`, or every mistake in it with line and column.

The shape is judged with `${NAME}` unresolved, so that a process without the secrets reads the same file and agrees,
and so that no message can repeat a secret. Not done here: finding and reading the file, and what only a stage judges.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from pydantic import ValidationError

from ..errors import ConfigError, Mistake
from . import prose, references
from .beside import join
from .model import Config
from .placeholders import fill
from .places import Node, Places
from .sentences import find, find_all
from .tree import compose

NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file whose shape is right, and the mistakes that it has nevertheless."""

    config: Config
    public: Config  # the same with `${NAME}` as written: what messages, pages and logs may repeat
    places: Places
    mistakes: tuple[Mistake, ...]


def load(
    text: str,
    name: str = "feeds.yaml",
    secrets: Mapping[str, str] | None = None,
    beside: Mapping[str, str] = NONE,
) -> Config:
    """Read feeds.yaml and the files beside it; without `secrets` its placeholders stay as they are."""
    loaded = read(text, name, secrets, beside)
    if loaded.mistakes:
        raise ConfigError(loaded.mistakes)
    return loaded.config


def read(
    text: str,
    name: str = "feeds.yaml",
    secrets: Mapping[str, str] | None = None,
    beside: Mapping[str, str] = NONE,
) -> Loaded:
    """Read feeds.yaml; what keeps its shape from being right is raised, other mistakes are in the result."""
    main, mistakes = compose(text, name)
    places, more = join(main, beside)
    mistakes += more
    plain, flaws = resolve(places, None)
    filled, gaps = resolve(places, secrets)
    mistakes += [*flaws, *gaps]
    mistakes += [places.mistake(path, message) for path, message in prose.put(plain, beside)]
    list(prose.put(filled, beside))  # says the same again
    public = validate(plain, places, mistakes)
    mistakes += [places.mistake(path, message) for path, message in references.mistakes(public)]
    config = unlock(filled, places) if filled != plain and not gaps else public
    return Loaded(config, public, places, tuple(sorted(set(mistakes))))


class Stored(Protocol):
    """A file without mistakes and those beside it, as they were put in force."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def files(self) -> Mapping[str, str]: ...
    @property
    def said(self) -> Any: ...


def recall(stored: Stored, secrets: Mapping[str, str] | None = None) -> Config:
    """Read what was put in force, by what it said then where that does, as it takes a hundredth of the time."""
    config = None if stored.said is None else remade(stored.said, stored.files, secrets)
    return config or load(stored.text, stored.name, secrets, stored.files)


def remade(said: Any, beside: Mapping[str, str], secrets: Mapping[str, str] | None) -> Config | None:
    """Make the config of what was said; nothing if something is wrong with it, which `read` finds words for."""
    problems: list[object] = []

    def filled(value: Any) -> Any:
        if isinstance(value, str):
            value, more = fill(value, secrets)
            problems.extend(more)
            return value
        if isinstance(value, list):
            return [filled(one) for one in value]
        return {key: filled(one) for key, one in value.items()} if isinstance(value, dict) else value

    plain = filled(said)
    problems += prose.put(plain, beside)
    try:
        return None if problems else Config.model_validate(plain)
    except ValidationError:
        return None


def said(places: Places) -> Any:
    """Give what a file and those beside it say as plain data, with placeholders as written."""
    found = data(places.root, lambda _, text: text)
    for name, inner in places.beside.items():
        found["terms"][name] = said(inner)
    return found


def resolve(places: Places, secrets: Mapping[str, str] | None) -> tuple[Any, list[Mistake]]:
    """Make plain data of the tree and of those beside it, and say what is wrong with its placeholders."""
    mistakes: list[Mistake] = []

    def text_of(node: Node, text: str) -> str:
        filled, problems = fill(text, secrets)
        mistakes.extend(places.lines.mistake(node.start, problem) for problem in problems)
        return filled

    found = data(places.root, text_of)
    for name, inner in places.beside.items():
        found["terms"][name], more = resolve(inner, secrets)
        mistakes += more
    return found, mistakes


def data(node: Node, text_of: Callable[[Node, str], str]) -> Any:
    """Make texts, lists and dicts of a node."""
    match node.value:
        case None:
            return None
        case str(text):
            return text_of(node, text)
        case tuple(entries):
            return [data(entry, text_of) for entry in entries]
        case pairs:
            return {key: data(pair.node, text_of) for key, pair in pairs.items()}


def validate(plain: Any, places: Places, known: list[Mistake]) -> Config:
    """Judge the shape; raise what is wrong with it together with the mistakes known already."""
    try:
        return Config.model_validate(plain)
    except ValidationError as error:
        found = find_all(error.errors(include_url=False))
        shape = [places.mistake(path, message, key=key) for path, message, key in found]
        raise ConfigError(list({*known, *shape})) from None


def unlock(filled: Any, places: Places) -> Config:
    """Judge the shape with the secrets in it, and do not repeat them."""
    try:
        return Config.model_validate(filled)
    except ValidationError as error:
        paths = [find(each).path for each in error.errors(include_url=False)]
        message = "with the secret in its place this is not valid: correct the environment variable"
        raise ConfigError(list({places.mistake(path, message) for path in paths})) from None
