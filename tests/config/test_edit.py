"""Edits of a source in the text of feeds.yaml: what is asked for changes, and not a comment, space or line end else."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.config.edit import add, drop, put, remove
from syndicate.config.load import load, read
from syndicate.errors import ConfigError

HEAD = """\
# The first line says what this is.

site:
  id: news.example.eu,2026   # never change it
  url: https://news.example.eu
  title: {en: Towns, fr: "Villes # du monde"}
  languages: [en, fr]
  contact: {name: Communications}

# All sources stand here.
sources:
"""
SOURCES = """\
  # Networks

  cemr:   # the oldest
    name: CEMR
    feed: https://cemr.example/feed   # guessed
    # its categories are all ours
    categories: [development]

  # Towns
  town:
    name: "A: town"
    page: https://town.example/news
    items: >-
      ul.news
      # li
    date: {select: .meta, format: "%d.%m.%Y"}
  flow: {name: In braces, feed: "https://flow.example/feed"}
"""
TAIL = """\

# What items are about
categories:
  development: {title: Development, any: [town]}
# The end.
"""
TEXT = HEAD + SOURCES + TAIL
BLOCK = '  new-one:\n    name: New\n    feed: https://new.example/feed\n    allow: ["a:1"]'


def test_a_source_is_added_after_the_others() -> None:
    changed = add(TEXT, "feeds.yaml", {"new-one": BLOCK})
    assert changed == HEAD + SOURCES + BLOCK + "\n" + TAIL
    assert list(load(changed).sources) == ["cemr", "town", "flow", "new-one"]


def test_it_is_indented_as_the_others_are() -> None:
    wide = HEAD + re.sub(r"(?m)^  ", "      ", SOURCES) + TAIL
    assert "\n      new-one:\n        name: New\n" in add(wide, "feeds.yaml", {"new-one": BLOCK})


def test_a_source_goes_with_its_block_alone() -> None:
    changed = remove(TEXT, "feeds.yaml", "cemr")
    assert changed == HEAD + "  # Networks\n\n" + SOURCES[SOURCES.index("\n  # Towns") :] + TAIL
    assert remove(TEXT, "feeds.yaml", "flow") == TEXT.replace(SOURCES.splitlines()[-1] + "\n", "")


def test_a_value_is_written_below_the_key_and_taken_out_again() -> None:
    paused = put(TEXT, "feeds.yaml", "cemr", "paused", "true")
    assert "  cemr:   # the oldest\n    paused: true\n    name: CEMR\n" in paused
    assert load(paused).sources["cemr"].paused
    assert put(paused, "feeds.yaml", "cemr", "paused", "true") == paused
    assert drop(paused, "feeds.yaml", "cemr", "paused") == TEXT
    assert drop(TEXT, "feeds.yaml", "cemr", "paused") == TEXT


def test_a_value_that_is_there_is_changed_in_its_place_with_the_comment_behind_it() -> None:
    text = TEXT.replace("    name: CEMR\n", "    name: CEMR\n    paused: no   # until June\n")
    paused = put(text, "feeds.yaml", "cemr", "paused", "true")
    assert paused == text.replace("paused: no ", "paused: true ")
    assert put(paused, "feeds.yaml", "cemr", "paused", "true") == paused


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_source_in_braces_is_edited_within_them(ending: str) -> None:
    text = TEXT.replace("\n", ending)
    paused = put(text, "feeds.yaml", "flow", "paused", "true")
    assert load(paused).sources["flow"].paused
    assert paused.replace("{paused: true, ", "{") == text
    assert put(paused, "feeds.yaml", "flow", "paused", "true") == paused
    assert drop(paused, "feeds.yaml", "flow", "paused") == text
    behind = re.sub(r"\{paused: true, ([^}]*)\}", r"{\1, paused: true}", paused)
    assert behind != paused
    assert drop(behind, "feeds.yaml", "flow", "paused") == text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_line_ends_stay_what_they_are(ending: str, last: str) -> None:
    text = (HEAD + SOURCES).removesuffix("" if last else "\n")
    text = (TAIL.lstrip() + HEAD + SOURCES).replace("\n", ending).removesuffix(ending if last else "")
    changed = add(text, "feeds.yaml", {"new-one": BLOCK})
    assert changed.startswith(text)
    assert changed.count(ending) == changed.count("\n") == text.count("\n") + (5 if last else 4)


REFUSED: dict[str, tuple[Callable[[], str], str]] = {
    "there is already": (
        lambda: add(TEXT, "f", {"cemr": BLOCK}),
        r"f:14:3: there is a source 'cemr' already",
    ),
    "not there": (
        lambda: remove(TEXT, "f", "nobody"),
        r"there is no source 'nobody': there are cemr, town, flow",
    ),
    "the only one": (
        lambda: remove(HEAD + BLOCK + "\n" + TAIL, "f", "new-one"),
        r"this is the only source: add another one first",
    ),
    "one line": (
        lambda: add("site: {}\nsources: {a: {name: A}}\n", "f", {"b": BLOCK}),
        r"on lines of its own",
    ),
    "two on one line": (
        lambda: remove("sources: {a: {name: A}, b: {name: B}}\n", "f", "a"),
        r"several sources stand on this line",
    ),
    "not YAML": (lambda: remove("sources: [", "f", "a"), r"f:1:"),
    "not a text": (lambda: drop(TEXT, "f", "cemr", "categories"), r"remove 'categories' by hand"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_edited_safely_is_refused(case: str) -> None:
    edit, message = REFUSED[case]
    with pytest.raises(ConfigError, match=message):
        edit()


NAMES = st.sampled_from(["a", "b-2", "town", "x1"])
NOTES = st.sampled_from(["", "# note", "#", "  # deep note", "    # deeper", "\t"])
VALUES = st.sampled_from(
    ["Plain", '"# no comment"', "'it''s'", "|-\n      two\n      # lines", "Town # a note"]
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A feeds.yaml with notes everywhere."""
    lines = [HEAD.rstrip("\n")]
    for name in draw(st.lists(NAMES, min_size=2, max_size=4, unique=True)):
        lines += [draw(NOTES), f"  {name}:{draw(st.sampled_from(['', '  # why']))}", draw(NOTES).rstrip("\t")]
        lines += [f"    name: {draw(VALUES)}", f"    feed: https://{name}.example/", draw(NOTES)]
    return "\n".join([*(line for line in lines if line != "\t"), TAIL])


def notes(text: str) -> list[str]:
    return sorted(re.findall(r"#[^\n]*", text))


@given(files(), st.data())
def test_no_edit_loses_a_note_or_changes_another_value(text: str, data: st.DataObject) -> None:
    config = read(text).config
    key = data.draw(st.sampled_from(sorted(config.sources)))
    paused = put(text, "f", key, "paused", "true")
    assert notes(paused) == notes(text)
    assert drop(paused, "f", key, "paused") == text
    others = {name: one for name, one in load(paused).sources.items() if name != key}
    assert others == {name: one for name, one in config.sources.items() if name != key}

    blocks = {name: BLOCK.replace("new-one", name) for name in ("new-one", "new-two")}
    grown = add(text, "f", blocks)
    assert notes(grown) == notes(text)
    assert load(grown).sources.keys() == {*config.sources, *blocks}
    assert remove(remove(grown, "f", "new-one"), "f", "new-two") == text
    assert load(remove(text, "f", key)).sources == others
