"""Contrast, as WCAG 2.2 reckons it."""

import pytest

from syndicate.config.looks import ENOUGH, contrast
from syndicate.web.embed.colours import DARK, LIGHT, unreadable


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("ours", [LIGHT, DARK])
def test_our_own_can_be_read(ours: dict[str, str]) -> None:
    assert contrast(ours["text"], ours["background"]) >= ENOUGH
    assert contrast(ours["accent"], ours["background"]) >= ENOUGH


def test_a_colour_for_one_theme_is_judged_in_both_where_the_page_decides() -> None:
    chosen = {"text": "#111111"}
    assert list(unreadable("light", chosen)) == []
    assert [name for name, _ in unreadable("auto", chosen)] == ["text"]
