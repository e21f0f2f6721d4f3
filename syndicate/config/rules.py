"""The kinds of rules that an operator may write, from a phrase to groups of groups.

Shapes only: what can never hold or never be found is for the stage `categorise` to judge.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from .sources import Model
from .values import Key, Language, Line, Lines, listed

ItemField = Literal["title", "text", "label", "author", "source"]
ItemFields = Annotated[
    list[ItemField],
    Field(min_length=1),
    BeforeValidator(listed, json_schema_input_type=ItemField | list[ItemField]),
]


class Placed(Model):
    """A rule that may look at some parts of an item only."""

    fields: Annotated[ItemFields | None, Field(alias="in")] = None
    """Where to look: title, text, label, author or source, one or a list; the first three, if left out."""


class Words(Placed):
    """Words and phrases of some languages; any of them is enough."""

    words: Annotated[dict[Language, Lines], Field(min_length=1)]
    """Words and phrases per language: `=word` exactly so, `word?` weak, `word!` strong, `word*` what begins so."""


class TermList(Placed):
    """Any word of a named list."""

    terms: Key
    """The name of a list under `terms:`."""


class AllOf(Placed):
    """Every member must hold."""

    all: Annotated[list["Rule"], Field(min_length=1)]
    """Rules that must hold together."""


class AnyOf(Placed):
    """One of the members must hold."""

    any: Annotated[list["Rule"], Field(min_length=1)]
    """Rules of which one is enough."""


class Near(Placed):
    """Words of every member must stand near each other, in one paragraph."""

    near: Annotated[list["Rule"], Field(min_length=2)]
    """Words, lists of terms or groups with `any` that must stand near each other."""
    within: Annotated[int, Field(ge=0, le=1000)] = 10
    """How many words may stand between the first and the last of them."""


class AtLeast(Placed):
    """Some of the members must hold, no matter which."""

    at_least: Annotated[int, Field(ge=1)]
    """How many of the rules must hold."""
    of: Annotated[list["Rule"], Field(min_length=1)]
    """The rules that are counted."""


def kind_of_rule(value: Any) -> str | None:
    """Tell the kinds of a rule apart by what is written: a phrase, a reference, a group, or words per language."""
    if isinstance(value, str):
        return "phrase"
    if isinstance(value, Mapping):
        return next((kind for kind in KINDS if kind in value), "at_least" if "of" in value else "words")
    return next((kind for kind, model in KINDS.items() if isinstance(value, model)), None)


def by_language(value: Any) -> Any:
    """Give `{en: [...], fr: [...]}` the name that `Words` has for it."""
    if not isinstance(value, Mapping):
        return value
    words = {key: one for key, one in value.items() if key != "in"}
    return {"words": words} | ({"in": value["in"]} if "in" in value else {})


Rule = Annotated[
    Annotated[Line, Tag("phrase")]
    | Annotated[TermList, Tag("terms")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Near, Tag("near")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[Words, BeforeValidator(by_language, json_schema_input_type=dict[str, Lines]), Tag("words")],
    Discriminator(
        kind_of_rule,
        custom_error_type="rule",
        custom_error_message="a rule is a phrase, words per language such as {fr: [...]}, {terms: NAME}, {all: [...]}, "
        "{any: [...]}, {near: [...]} or {at_least: 2, of: [...]}",
    ),
]
KINDS: dict[str, type[Placed]] = {
    "terms": TermList,
    "all": AllOf,
    "any": AnyOf,
    "near": Near,
    "at_least": AtLeast,
    "words": Words,
}
Rules = list[Rule]


def members(rule: Placed | str) -> tuple[str, Rules]:
    """Give the rules within a group, with the key that they stand under; a rule that is no group has none."""
    match rule:
        case AllOf(all=inner):
            return "all", inner
        case AnyOf(any=inner):
            return "any", inner
        case Near(near=inner):
            return "near", inner
        case AtLeast(of=inner):
            return "of", inner
    return "", []
