"""The schema for editors: it takes what is right, marks what `check` would, and explains every key."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from ruamel.yaml import YAML

from syndicate.config.schema import schema

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "data" / "config"
SCHEMA = schema()
valid = fastjsonschema.compile(SCHEMA, use_default=False)

# What is right as YAML and in its shape, so that an editor can mark it.
MARKED = ["missing-key", "unknown-key", "wrong-shape", "wrong-values"]


def written(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def test_the_shipped_file_is_right_by_it() -> None:
    valid(written(ROOT / "feeds.yaml"))


def test_the_shipped_schema_is_that_of_the_model() -> None:
    """`syndicate schema > feeds.schema.json` brings it up to date."""
    assert json.loads((ROOT / "feeds.schema.json").read_text(encoding="utf-8")) == SCHEMA


@pytest.mark.parametrize("case", MARKED)
def test_mistakes_of_shape_are_marked(case: str) -> None:
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        valid(written(CASES / case / "feeds.yaml"))


def test_every_key_is_explained() -> None:
    assert [path for path, part in keys("", SCHEMA) if not meant(part).get("description")] == []


def meant(part: dict[str, Any]) -> dict[str, Any]:
    """What a part is, where it only refers to it."""
    name = part.get("$ref", "").removeprefix("#/definitions/")
    return SCHEMA["definitions"][name] if name else part


def keys(path: str, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that an operator may write, with its part of the schema."""
    if isinstance(value, dict):
        for name, part in value.get("properties", {}).items():
            yield f"{path}.{name}", part
        for name, part in value.items():
            yield from keys(f"{path}.{name}", part)
    if isinstance(value, list):
        for part in value:
            yield from keys(path, part)


def test_nothing_of_a_newer_draft_is_in_it() -> None:
    text = json.dumps(SCHEMA)
    assert "$defs" not in text
    assert "prefixItems" not in text
    assert "discriminator" not in text
