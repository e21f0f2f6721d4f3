"""The model of feeds.yaml → a JSON Schema (draft 7), by which editors complete keys, explain them and mark mistakes.

All texts are the model's own. What only a stage can judge, such as a selector, is not in it: that is what `check` is for.
"""

from collections.abc import Mapping
from typing import Any

from .model import Config

DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that the YAML language server reads
NOTHING = {"type": "null"}
EMPTY = (type(None), Mapping)  # defaults that tell nobody anything
# Words per language may look like another kind of rule: any of the kinds will do.
NAMES = {"$defs": "definitions", "oneOf": "anyOf"}


def schema() -> dict[str, Any]:
    """Give the schema of a whole feeds.yaml."""
    written: dict[str, Any] = simpler(Config.model_json_schema())
    return {"$schema": DRAFT, "title": "feeds.yaml of Syndicate"} | written


def simpler(value: Any) -> Any:
    """Write a part of pydantic's schema as editors like it: in draft 7, without null and without made-up titles."""
    if isinstance(value, list):
        return [simpler(one) for one in value]
    if isinstance(value, str):
        return value.replace("#/$defs/", "#/definitions/")
    if not isinstance(value, Mapping):
        return value
    part: dict[str, Any] = {
        NAMES.get(str(key), str(key)): named(one) if key in ("properties", "$defs") else simpler(one)
        for key, one in value.items()
        if key not in ("title", "discriminator") and not (key == "default" and isinstance(one, EMPTY))
    }
    return referring(answering(optional(part)))


def named(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Go through parts whose keys are names of the operator's: one may well be `title`."""
    return {name: simpler(part) for name, part in parts.items()}


def optional(part: dict[str, Any]) -> dict[str, Any]:
    """Leave out that a key may be null: it is left out instead."""
    kinds = part.get("anyOf", [])
    if NOTHING not in kinds:
        return part
    kinds = [kind for kind in kinds if kind != NOTHING]
    rest = {key: one for key, one in part.items() if key != "anyOf"}
    return kinds[0] | rest if len(kinds) == 1 and "$ref" not in kinds[0] else rest | {"anyOf": kinds}


def answering(part: dict[str, Any]) -> dict[str, Any]:
    """Take yes and no as well: YAML 1.2, which editors read, takes them for texts."""
    if part.get("type") != "boolean":
        return part
    rest = {key: one for key, one in part.items() if key != "type"}
    return rest | {"enum": [True, False, "yes", "no"]}


def referring(part: dict[str, Any]) -> dict[str, Any]:
    """Keep what is said beside a reference: draft 7 looks at nothing else in the same place (JSON Schema 7, 8.3)."""
    rest = {key: one for key, one in part.items() if key != "$ref"}
    return part if "$ref" not in part or not rest else rest | {"allOf": [{"$ref": part["$ref"]}]}
