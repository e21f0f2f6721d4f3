"""Choices and addresses: whatever is chosen, the address says it, and is read as the same."""

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from syndicate.web.embed.options import LAYOUTS, THEMES, Options, read

LANGUAGES = ["en", "fr"]
COLOURS = st.from_regex(r"[0-9a-f]{6}", fullmatch=True) | st.just("")
TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=60)

CHOICES = st.builds(
    Options,
    count=st.integers(1, 30),
    language=st.sampled_from(["all", *LANGUAGES]),
    layout=st.sampled_from(LAYOUTS),
    theme=st.sampled_from(THEMES),
    columns=st.integers(1, 4),
    date=st.booleans(),
    summary=st.booleans(),
    image=st.booleans(),
    source=st.booleans(),
    heading=TEXTS,
    level=st.sampled_from([0, 2, 3, 4, 5, 6]),
    newtab=st.booleans(),
    empty=TEXTS,
    text=COLOURS,
    background=COLOURS,
    accent=COLOURS,
)


@given(CHOICES)
def test_an_address_holds_every_choice(options: Options) -> None:
    found = read(parse_qsl(options.query.removeprefix("?")), LANGUAGES)
    assert (found.options, found.mistakes) == (options, ())


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=200)), max_size=8))
def test_whatever_stands_in_an_address_is_told_in_sentences(said: list[tuple[str, str]]) -> None:
    found = read(said, LANGUAGES)
    assert read(parse_qsl(found.options.query.removeprefix("?")), LANGUAGES).options == found.options
    for mistake in found.mistakes:
        assert str(mistake).endswith((".", "?"))
        assert "\n" not in str(mistake)


def test_nothing_chosen_is_nothing_in_the_address() -> None:
    assert Options().query == ""
    assert Options(count=3, date=False).query == "?count=3&date=no"


def test_the_last_of_a_name_counts_as_a_check_box_needs_it() -> None:
    assert read([("date", "no"), ("date", "yes")], LANGUAGES).options.date
    assert not read([("date", "no")], LANGUAGES).options.date


def test_a_colour_may_be_short_and_have_its_sign() -> None:
    assert read([("accent", "#0Bf")], LANGUAGES).options.accent == "00bbff"
