"""Colours that can be read, and the nearest where one cannot."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.config import looks
from syndicate.config.looks import ENOUGH, GROUNDS, Colours, Scheme, contrast, near

SHEET = Path(looks.__file__).parent.parent / "web" / "static" / "site.css"
ANY = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#767676", "#ffffff", 4.54)],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@given(ANY, st.sampled_from(["light", "dark"]))
def test_the_nearest_can_be_read(written: str, scheme: Scheme) -> None:
    found = near(written, scheme)
    assert contrast(found, GROUNDS[scheme]) >= ENOUGH
    if contrast(written, GROUNDS[scheme]) >= ENOUGH:
        assert near(found, scheme) == found


def test_what_is_left_out_is_made_from_the_other() -> None:
    assert Colours(light="#0B5566").accent("light") == "#0b5566"
    assert contrast(Colours(light="#0b5566").accent("dark") or "", GROUNDS["dark"]) >= ENOUGH
    assert Colours().accent("light") is None


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    for ground in GROUNDS.values():
        assert ground in SHEET.read_text("utf-8")
