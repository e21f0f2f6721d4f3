"""Longer texts of a feeds.yaml, and its logo, that may stand in files beside it: the names of these, and their texts.

In: plain data of feeds.yaml and the texts of files. Out: the same with the texts in their places, and what is missing.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from .values import FILE, file_beside, text_language, texts, web_address

PAGES = ("imprint", "privacy", "accessibility")  # keys of `site` with a text for a page of its own
LOGO = "logo"
ENDING = ".svg"  # of a logo in a file

Path = tuple[str | int, ...]

Prose = Annotated[
    dict[
        Annotated[str, BeforeValidator(text_language)], Annotated[str, Field(min_length=1, max_length=50_000)]
    ],
    Field(min_length=1),
    BeforeValidator(texts, json_schema_input_type=str | dict[str, str]),
]


def logo(value: object) -> str:
    """Read a picture: the text of an SVG file, or an address."""
    text = str(value).strip()
    if "<svg" in text or text.startswith(("/", FILE)):
        return text
    return web_address(text)


Logo = Annotated[str, BeforeValidator(logo)]


def files(data: Any) -> list[str]:
    """List the files that a feeds.yaml names for its texts."""
    return [name for _, name in references(data)]


def put(data: Any, beside: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Put the texts of files in the places where they are named; say which cannot be."""
    for path, name in list(references(data)):
        try:
            text = beside.get(file_beside(name))
        except ValueError as error:
            yield path, str(error)
            continue
        if text is None:
            yield path, f"there is no file '{name}' beside feeds.yaml: write it, or correct the name"
        elif path[-1] == LOGO and not (name.endswith(ENDING) and "<svg" in text):
            yield path, f"'{name}' is no SVG: write the address of any other kind of picture on your site"
        else:
            place = data
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = text


def references(data: Any) -> Iterator[tuple[Path, str]]:
    """Find the places that name files, with the names."""
    site = data.get("site") if isinstance(data, dict) else None
    if not isinstance(site, dict):
        return
    for key in (*PAGES, LOGO):
        value = site.get(key)
        written = (
            {(key, tag): one for tag, one in value.items()} if isinstance(value, dict) else {(key,): value}
        )
        for path, one in written.items():
            if isinstance(one, str) and one.startswith(FILE):
                yield ("site", *path), one.removeprefix(FILE).strip()
