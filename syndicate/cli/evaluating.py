"""`syndicate evaluate`: how well the rules of a feeds.yaml file items that an editor filed.

In: feeds.yaml and a file of items. Out: precision, recall and F1 for each category and language, the items filed
wrongly with the reasons, and what each term brings, as words or as JSON. No database is opened and nothing is asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ..categorise import rulebook
from ..categorise.measure import CategoryReport, Error, Filed, Score, TermReport, measure
from ..categorise.told import quote
from ..clean.text import printable, shorten
from ..config import live
from ..config.load import load
from . import labelled
from .explaining import said
from .shared import plainly, say, settings

WIDTH = 100  # characters of a title in words
SHOWN = 5  # reasons of an item in words
TERMS = 20  # of those that bring most, in words


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--config", type=click.Path(path_type=Path), help="The rules to measure (feeds.yaml).")
@click.option(
    "--source-defaults", is_flag=True, help="Apply the 'categories:' of the sources at an item's site."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def evaluate(file: Path, config: Path | None, *, source_defaults: bool, as_json: bool) -> None:
    """Measure the rules on FILE, in which an editor filed items: one JSON object a line.

    Each has 'title', 'summary', 'site_label', 'lang', 'site' and the right 'categories', a list; all may be missing.
    """
    path = config or settings().config
    text, beside = live.written(path)
    rules = load(text, str(path), beside=beside)
    items, book = labelled.read(file), rulebook(rules)
    if source_defaults:
        book, items = labelled.with_defaults(rules, book, items)
    found = measure(book, items)
    unknown = sorted({name for one in items for name in one.categories} - set(found))
    say(as_object(items, found, unknown) if as_json else "\n".join(as_lines(items, found, unknown)))


def as_object(
    items: Sequence[Filed], found: Mapping[str, CategoryReport], unknown: Sequence[str]
) -> dict[str, Any]:
    return {
        "items": len(items),
        "unknown": list(unknown),
        "categories": {
            name: {
                **numbers(one.score),
                "languages": {tag: numbers(score) for tag, score in one.languages.items()},
                "errors": [error(wrong) for wrong in one.errors],
                "terms": [asdict(term) for term in one.terms],
            }
            for name, one in found.items()
        },
    }


def numbers(score: Score) -> dict[str, float]:
    """Give the shares with four digits, as more would only look exact."""
    shares = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return {**{name: round(value, 4) for name, value in shares.items()}, **asdict(score)}


def error(wrong: Error) -> dict[str, Any]:
    item = wrong.item
    return {
        "line": item.line,
        "title": item.variant.title,
        "language": item.variant.language,
        "site": item.site,
        "filed": wrong.verdict.taken,
        **said(wrong.verdict),
    }


def as_lines(
    items: Sequence[Filed], found: Mapping[str, CategoryReport], unknown: Sequence[str]
) -> Iterator[str]:
    """Say it in words, a line each; controls in what outsiders wrote do not reach the terminal."""
    yield f"{len(items)} items"
    if unknown:
        yield f"not in feeds.yaml, and not measured: {', '.join(map(printable, unknown))}"
    for name, one in found.items():
        yield from ("", f"{name:<24} {summed(one.score)}")
        yield from (f"  {tag or 'no language':<22} {summed(score)}" for tag, score in one.languages.items())
        for wrong in one.errors:
            yield from map(printable, told(wrong))
        yield from map(printable, weighed(one))


def summed(score: Score) -> str:
    shares = f"precision {score.precision:.2f}  recall {score.recall:.2f}  F1 {score.f1:.2f}"
    return f"{shares}  (right {score.tp}, wrong {score.fp}, missed {score.fn})"


def told(wrong: Error) -> Iterator[str]:
    """Say what is wrong with an item, and which words decided."""
    verdict, item = wrong.verdict, wrong.item
    kind = "wrong " if verdict.taken else "missed"
    yield f"  {kind} line {item.line} [{item.variant.language or '?'}] {shorten(item.variant.title, WIDTH)}"
    for sign, reasons in (("+", verdict.reasons), ("-", verdict.against)):
        yield from (f"      {sign} {quote(reason)}" for reason in reasons[:SHOWN])


def weighed(one: CategoryReport) -> Iterator[str]:
    """List the terms that the score would be better without, and those that bring most."""
    costly = [term for term in one.terms if term.f1_without > one.score.f1]
    useful = [term for term in one.terms if term.f1_without < one.score.f1]
    useful.sort(key=lambda term: term.f1_without)
    if costly:
        yield "  terms that it would be better without:"
        yield from (term_line(term) for term in costly)
    if useful:
        yield "  terms that bring most:"
        yield from (term_line(term) for term in useful[:TERMS])


def term_line(term: TermReport) -> str:
    language = f" [{term.language}]" if term.language else ""
    counted = (
        f"fired {term.fired}, right {term.right}, wrong {term.wrong}, F1 without it {term.f1_without:.3f}"
    )
    return f"    {term.role} '{term.written}'{language}: {counted}"
