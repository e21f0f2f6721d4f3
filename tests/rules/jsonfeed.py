"""The rules of JSON Feed 1.1: bytes of a feed in, its mistakes out."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from .values import (
    is_language,
    is_media_type,
    is_rfc_3339,
    is_uri,
    is_web,
    mistakes_in_count,
    mistakes_in_markup,
    mistakes_in_repeated,
)

Check = Callable[[Any], bool]


def is_text(value: object) -> bool:
    """Tell whether a value is a text."""
    return isinstance(value, str)


def is_name(value: object) -> bool:
    """Tell whether a value is a text that says something."""
    return isinstance(value, str) and bool(value.strip())


def textual(check: Callable[[str], bool]) -> Check:
    """Ask the form of a value only of texts; others have not got it."""
    return lambda value: isinstance(value, str) and check(value)


def are_persons(value: object) -> bool:
    """Tell whether a value is a list of authors, each with a name, an address or a picture."""
    return isinstance(value, list) and all(
        isinstance(person, dict)
        and person
        and set(person) <= {"name", "url", "avatar"}
        and all(is_name(text) for text in person.values())
        and is_uri(person.get("url", "x:y"))
        for person in value
    )


def are_files(value: object) -> bool:
    """Tell whether a value is a list of attachments: each with an address, a type, and numbers for what is measured."""
    return isinstance(value, list) and all(
        isinstance(file, dict)
        and {"url", "mime_type"}
        <= set(file)
        <= {"url", "mime_type", "title", "size_in_bytes", "duration_in_seconds"}
        and is_web(str(file["url"]))
        and is_media_type(str(file["mime_type"]))
        and all(type(file.get(name, 0)) is int for name in ("size_in_bytes", "duration_in_seconds"))
        for file in value
    )


def are_hubs(value: object) -> bool:
    """Tell whether a value is a list of hubs: each with a type and an address."""
    return isinstance(value, list) and all(
        isinstance(hub, dict) and set(hub) == {"type", "url"} and is_name(hub["type"]) and is_web(hub["url"])
        for hub in value
    )


def are_names(value: object) -> bool:
    """Tell whether a value is a list of texts."""
    return isinstance(value, list) and all(map(is_name, value))


FEED: dict[str, Check] = {
    "version": lambda value: value == "https://jsonfeed.org/version/1.1",
    "title": is_name,
    "home_page_url": textual(is_web),
    "feed_url": textual(is_web),
    "description": is_text,
    "user_comment": is_text,
    "next_url": textual(is_web),
    "icon": textual(is_web),
    "favicon": textual(is_web),
    "authors": are_persons,
    "language": textual(is_language),
    "expired": lambda value: isinstance(value, bool),
    "hubs": are_hubs,
    "items": lambda value: isinstance(value, list),
}
REQUIRED = ("version", "title", "items", "home_page_url", "feed_url")
ITEM: dict[str, Check] = {
    "id": is_name,
    "url": textual(is_web),
    "external_url": textual(is_web),
    "title": is_text,
    "content_html": is_text,
    "content_text": is_text,
    "summary": is_text,
    "image": textual(is_web),
    "banner_image": textual(is_web),
    "date_published": textual(is_rfc_3339),
    "date_modified": textual(is_rfc_3339),
    "authors": are_persons,
    "tags": are_names,
    "language": textual(is_language),
    "attachments": are_files,
}


def mistakes_in_values(where: str, given: dict[str, Any], checks: dict[str, Check]) -> Iterator[str]:
    """Find members that are unknown or have not the form of their name; private ones are objects (`_name`)."""
    for name, value in given.items():
        if name.startswith("_"):
            if not isinstance(value, dict) or "." in name:
                yield f"{where}: {name} is not an object"
        elif name not in checks:
            yield f"{where}: unknown member {name}"
        elif not checks[name](value):
            yield f"{where}: {name} {value!r}"


def mistakes_in_item(item: Any) -> Iterator[str]:
    """Find the mistakes of one item."""
    if not isinstance(item, dict):
        yield "item: not an object"
        return
    yield from mistakes_in_values("item", item, ITEM)
    yield from mistakes_in_count("item", list(item), ("id",), ())
    if not item.keys() & {"content_html", "content_text"}:
        yield "item: neither content_html nor content_text"
    yield from mistakes_in_markup("item", str(item.get("content_html", "")))


def refuse(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which are not JSON."""
    raise ValueError(f"{constant} is not JSON")


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object with two members of one name."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a member stands twice")
    return made


def mistakes_in_json(body: bytes) -> list[str]:
    """Find every mistake in a JSON Feed."""
    try:
        given = json.loads(body.decode("utf-8"), parse_constant=refuse, object_pairs_hook=unique)
        json.dumps(given, ensure_ascii=False).encode("utf-8")  # an escaped lone surrogate fails here
    except ValueError as error:
        return [f"not readable: {error}"]
    if not isinstance(given, dict):
        return ["not an object"]
    items = given.get("items", []) if isinstance(given.get("items"), list) else []
    found = [*mistakes_in_values("feed", given, FEED)]
    found += mistakes_in_count("feed", list(given), REQUIRED, ())
    found += [mistake for item in items for mistake in mistakes_in_item(item)]
    ids = [item.get("id") for item in items if isinstance(item, dict) and is_text(item.get("id"))]
    found += mistakes_in_repeated("id", ids)
    if "next_url" in given and given["next_url"] == given.get("feed_url"):
        found.append("feed: next_url is feed_url")
    return found
