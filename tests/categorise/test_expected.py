"""Examples of an operator: what is said of those that rules file otherwise."""

from typing import Any

import pytest

from syndicate.categorise import mistakes

from .editors import config

RULES: dict[str, Any] = {
    "any": ["water", {"all": ["town", "road"]}, {"near": ["mayor", "south"], "within": 1}, "aid?"],
    "none": ["sport"],
}

# side, example, what is said
EXAMPLES: list[tuple[str, Any, str]] = [
    ("in", "Clean water", ""),
    ("in", {"title": "News", "text": "Waters rise", "language": "en"}, ""),
    ("in", {"title": "News", "label": "Water"}, ""),
    ("in", {"title": "Roads", "source": "sure"}, ""),
    ("in", {"title": "News", "text": "A mayor\n  south"}, ""),
    ("out", "Air", ""),
    ("out", "Water sport", ""),
    ("in", "Air", "this is not taken: no rule of 'any' finds a word in it"),
    (
        "in",
        "A town",
        "this is not taken: any[1] comes nearest, but nothing meets any[1].all[1] ('road')",
    ),
    (
        "in",
        "A mayor who is in the south",
        "this is not taken: any[2] has its words, but too far apart, or a weak one alone",
    ),
    (
        "in",
        {"title": "News", "text": "Aid"},
        "this is not taken: any[3] has its words, but too far apart, or a weak one alone",
    ),
    (
        "in",
        "Water sport",
        "this is kept out, because none[0] 'sport' is met by 'sport' in its title: make that rule narrower",
    ),
    (
        "out",
        "Clean water",
        "this is taken, because any[0] 'water' is met by 'water' in its title: "
        "make that rule narrower, or exclude or mask a word",
    ),
]
SOURCES = {"sure": {"name": "Sure", "feed": "https://sure.example/feed", "always": ["news"]}}


@pytest.mark.parametrize(("side", "example", "said"), EXAMPLES)
def test_an_example_is_judged_as_an_item_is(side: str, example: Any, said: str) -> None:
    made = config({"news": RULES | {"expect": {side: [example]}}}, sources=SOURCES)
    assert mistakes(made) == ([(("categories", "news", "expect", side, 0), said)] if said else [])


def test_examples_are_judged_only_by_rules_that_can_be_read() -> None:
    made = config({"news": {"any": ["–"], "expect": {"in": ["Water"]}}})
    assert [path for path, _ in mistakes(made)] == [("categories", "news", "any", 0)]
