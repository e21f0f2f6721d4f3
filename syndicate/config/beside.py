"""The files that a feeds.yaml names; of those under `terms:`, each with one list of words, its tree with theirs in it.

In: texts that were read already. Out: names of files, trees, mistakes with the right file and line. Reading files is
`live`'s business.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..errors import ConfigError, Mistake
from . import prose
from .places import Node, Places
from .tree import compose, unify
from .values import FILE, file_beside

SOURCES = re.compile(r"^sources:\n(?:(?:[ #].*)?\n)+", re.MULTILINE)  # most of a file, where none is named


def named(text: str) -> list[str]:
    """List the files that a feeds.yaml may name; none if it cannot be read as YAML, which `load` will say."""
    for part in (SOURCES.sub("", unify(text)), text):
        try:
            places = compose(part, "")[0]
        except ConfigError:  # also where the rest of it names something in the sources
            continue
        written = [name for _, name in lists(places)] + prose.files(texts(places.root))
        return [name for name in dict.fromkeys(written) if allowed(name)]
    return []


def texts(node: Node) -> Any:
    """Make plain data of a tree, without its lists."""
    if isinstance(node.value, Mapping):
        return {key: texts(pair.node) for key, pair in node.value.items()}
    return node.value


def allowed(name: str) -> bool:
    try:
        return file_beside(name) == name
    except ValueError:
        return False


def lists(places: Places) -> Iterator[tuple[str, str]]:
    """List the lists of terms that are in files of their own, each with the file as it is written."""
    top = places.root.value
    terms = top["terms"].node.value if isinstance(top, Mapping) and "terms" in top else None
    for name, pair in terms.items() if isinstance(terms, Mapping) else ():
        if isinstance(pair.node.value, str) and pair.node.value.startswith(FILE):
            yield name, pair.node.value.removeprefix(FILE).strip()


def join(places: Places, beside: Mapping[str, str]) -> tuple[Places, list[Mistake]]:
    """Put the trees of the named files in their places; raise what keeps one from being read."""
    found: dict[str, Places] = {}
    mistakes: list[Mistake] = []
    broken: list[Mistake] = []
    for name, file in lists(places):
        try:
            found[name], more = opened(file, beside)
            mistakes += more
        except ValueError as error:
            broken.append(places.mistake(("terms", name), str(error)))
        except ConfigError as error:
            broken += error.mistakes
    if broken:
        raise ConfigError(list({*mistakes, *broken}))
    return replace(places, beside=found), mistakes


def opened(file: str, beside: Mapping[str, str]) -> tuple[Places, list[Mistake]]:
    """Read a named file; raise `ValueError` if there is none."""
    if file_beside(file) not in beside:
        raise ValueError(f"there is no file '{file}' beside feeds.yaml: write it, or correct the name")
    return compose(beside[file], file)
