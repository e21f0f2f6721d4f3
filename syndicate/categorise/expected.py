"""Examples that an operator gave for a category → those that its rules file otherwise, each with the reason in words.

In: a config whose rules can be read. Out: mistakes with their paths of keys. An example is judged as an item is.
"""

from collections.abc import Iterator

from ..config.model import Config, Example
from ..model import Reason, Variant
from ..text import spaced
from .rules import rulebook
from .why import Why, why

Path = tuple[str | int, ...]
Mistake = tuple[Path, str]


def mistakes(config: Config) -> Iterator[Mistake]:
    """List the examples that are not where they are expected."""
    if not any(category.expect.all for category in config.categories.values()):
        return
    book = rulebook(config)
    for name, category in config.categories.items():
        for side, examples in category.expect.all.items():
            for number, example in enumerate(examples):
                told = {one.verdict.category: one for one in why(book, [variant(example)])}[name]
                if told.verdict.taken != (side == "in"):
                    yield ("categories", name, "expect", side, number), sentence(told)


def variant(example: Example) -> Variant:
    """Print an example as a text of an item."""
    return Variant(
        source=example.source,
        language=example.language,
        link=None,
        title=spaced(example.title),
        summary=spaced(example.text),
        content="",
        author=example.author or None,
        labels=tuple(example.label),
    )


def sentence(told: Why) -> str:
    """Say why an example is where it should not be."""
    verdict = told.verdict
    if verdict.taken:
        return f"this is taken, because {met(verdict.reasons[0])}: make that rule narrower, or exclude or mask a word"
    if verdict.against:
        return f"this is kept out, because {met(verdict.against[0])}: make that rule narrower"
    if told.nearest and told.nearest.missing:
        part, terms = next(iter(told.nearest.missing.items()))
        lacking = ", ".join(f"'{term}'" for term in terms) or "a word of its language"
        return f"this is not taken: {told.nearest.rule} comes nearest, but nothing meets {part} ({lacking})"
    if told.nearest:
        return f"this is not taken: {told.nearest.rule} has its words, but too far apart, or a weak one alone"
    return "this is not taken: no rule of 'any' finds a word in it"


def met(reason: Reason) -> str:
    """Name a rule with the words that meet it."""
    if reason.rule == "source":
        return f"its source '{reason.words}' names the category"
    return f"{reason.rule} '{reason.term}' is met by '{reason.words}' in its {reason.field}"
