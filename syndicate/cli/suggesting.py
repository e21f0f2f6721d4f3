"""`syndicate suggest`: terms that a category of feeds.yaml lacks, by items that an editor filed.

In: feeds.yaml and a file of items. Out: terms with the items that each would change, as words or as JSON, and what
they promise for items that nobody has read yet. Nothing is written into feeds.yaml.
"""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ..categorise import rulebook
from ..categorise.measure import Score
from ..categorise.suggest import Advice, Suggestion, suggest
from ..clean.text import printable
from ..config import live
from ..config.load import load
from . import labelled
from .evaluating import numbers, summed
from .shared import plainly, say, settings

MOST = 20  # terms: more are not read


@click.command("suggest")
@click.argument("category")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--config", type=click.Path(path_type=Path), help="The rules to better (feeds.yaml).")
@click.option(
    "--source-defaults", is_flag=True, help="Apply the 'categories:' of the sources at an item's site."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def propose(category: str, file: Path, config: Path | None, *, source_defaults: bool, as_json: bool) -> None:
    """Suggest terms for CATEGORY by FILE, in which an editor filed items, as 'evaluate' reads it.

    Each is for 'any' (files items), 'none' (keeps them out) or 'mask' (hides what misleads).
    """
    path = config or settings().config
    text, beside = live.written(path)
    rules = load(text, str(path), beside=beside)
    if category not in rules.categories:
        known = ", ".join(rules.categories)
        raise click.UsageError(f"{path} has no category '{category}': it has {known}")
    items, book = labelled.read(file), rulebook(rules)
    if source_defaults:
        book, items = labelled.with_defaults(rules, book, items)
    advice = suggest(book, category, items, MOST)
    say(as_object(category, advice) if as_json else "\n".join(as_lines(category, advice)))


def as_object(category: str, advice: Advice) -> dict[str, Any]:
    return {
        "category": category,
        "before": numbers(advice.before),
        "after": numbers(after(advice)),
        "cross_validated": numbers(advice.cross_validated),
        "suggestions": [{**asdict(one), "score": numbers(one.score)} for one in advice.suggestions],
    }


def after(advice: Advice) -> Score:
    return advice.suggestions[-1].score if advice.suggestions else advice.before


def as_lines(category: str, advice: Advice) -> Iterator[str]:
    """Say it in words, a line each."""
    yield f"{category:<24} {summed(advice.before)}"
    for one in advice.suggestions:
        yield printable(told(one))
    if not advice.suggestions:
        yield "No term helps more than one of these items."
        return
    yield f"{'with all of them':<24} {summed(after(advice))}"
    yield f"{'on items not read':<24} {summed(advice.cross_validated)}"
    yield "The last line is what to expect: each fifth of the items, filed with what the others suggest."


def told(one: Suggestion) -> str:
    lines = f"right: lines {listed(one.right)}"
    if one.wrong:
        lines += f"; wrong: {listed(one.wrong)}"
    return f"  {one.role} '{one.written}' [{one.language}]: F1 {one.score.f1:.3f}; {lines}"


def listed(lines: tuple[int, ...]) -> str:
    return ", ".join(map(str, lines))
