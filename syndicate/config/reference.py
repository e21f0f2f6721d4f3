"""The model of feeds.yaml → a page that explains every key: `docs/reference.md`. All texts are the model's own."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .schema import schema

Part = Mapping[str, Any]

HEAD = """\
# Reference: every key of feeds.yaml

Made from the program's own model by `syndicate schema --reference`; a test keeps it current. How the keys work together
is told in [sources.md](sources.md) and [rules.md](rules.md).
"""
# In which order the parts are told; what is not named here follows by name.
ORDER = (
    "Site",
    "Contact",
    "Defaults",
    "FeedSource",
    "PageSource",
    "ApiSource",
    "SitemapSource",
    "Pick",
    "DatePick",
    "Article",
    "Category",
)
RULES = frozenset({"AllOf", "AnyOf", "AtLeast", "Near", "TermList"})
TITLES = {
    "Site": "site",
    "Contact": "contact, in site",
    "Defaults": "defaults",
    "FeedSource": "A source: feed",
    "PageSource": "A source: page",
    "ApiSource": "A source: api",
    "SitemapSource": "A source: sitemap",
    "Pick": "Where a part of an item stands",
    "DatePick": "Where a date stands",
    "Article": "article, in a source",
    "Category": "A category",
}


def reference() -> str:
    """Write the whole page."""
    whole = schema()
    named: dict[str, Part] = {
        name: part for name, part in whole["definitions"].items() if "properties" in part
    }
    names = [*(name for name in ORDER if name in named), *sorted(named.keys() - set(ORDER))]
    parts = [HEAD, section("The whole file", whole, named)]
    parts += [section(title(name), named[name], named) for name in names]
    return "\n".join(parts)


def title(name: str) -> str:
    return TITLES.get(name) or (f"A rule: {name}" if name in RULES else name.lower())


def section(heading: str, part: Part, named: Mapping[str, Part]) -> str:
    """Write one part: what it is, and its keys."""
    said = f"{part['description']}\n\n" if part.get("description") else ""
    needed = part.get("required", ())
    keys = {key: explained(one, named) for key, one in part["properties"].items()}
    rows = "\n".join(row(key, one, needed=key in needed) for key, one in keys.items())
    return f"## {heading}\n\n{said}| key | is written as | means |\n|---|---|---|\n{rows}\n"


def explained(part: Part, named: Mapping[str, Part]) -> Part:
    """Take what is said of a part of its own, where nothing is said of the key."""
    own = named.get(str(part.get("$ref", "")).rpartition("/")[2], {})
    return {"description": own.get("description", ""), **part}


def row(key: str, part: Part, *, needed: bool) -> str:
    default = part.get("default")
    told = "" if default in (None, "", [], {}) else f" If left out: `{shown(default)}`."
    must = " **Needed.**" if needed else ""
    return f"| `{key}` | {cell(', or '.join(dict.fromkeys(kinds(part))))} | {cell(part.get('description', ''))}{must}{told} |"


def shown(value: Any) -> str:
    """Write a value as it would be in the file."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def kinds(part: Part) -> Iterator[str]:
    """Say in which ways a value may be written."""
    for one in part.get("anyOf") or part.get("allOf") or [part]:
        yield from kinds(one) if one is not part and ("anyOf" in one or "allOf" in one) else [kind(one)]


def kind(part: Part) -> str:
    """Say one way in which a value may be written."""
    if reference := part.get("$ref"):
        name = reference.rpartition("/")[2]
        return f"[{title(name)}](#{anchor(title(name))})"
    if "enum" in part:
        return ", ".join(dict.fromkeys(f"`{shown(one)}`" for one in part["enum"]))
    if part.get("type") == "array":
        inner = " or ".join(dict.fromkeys(kinds(part.get("items", {}))))
        return f"a list: {inner}"
    if part.get("type") == "object":
        patterns = part.get("patternProperties", {}).values()
        inner = " or ".join(
            dict.fromkeys(kinds(part.get("additionalProperties") or next(iter(patterns), {})))
        )
        return f"keys, each with: {inner}"
    return plain(part)


def plain(part: Part) -> str:
    """Say what a simple value looks like."""
    words = {"string": "text", "integer": "a number", "number": "a number", "boolean": "`yes`, `no`"}
    said = words.get(str(part.get("type")), "text")
    examples = [f"`{shown(one)}`" for one in part.get("examples", ())]
    return f"{said} such as {', '.join(examples)}" if examples else said


def anchor(heading: str) -> str:
    return "".join(c for c in heading.lower().replace(" ", "-") if c.isalnum() or c == "-")


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
