"""Wrong files as folders of input and expected messages; bounds; what a right file gives."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.config.load import load, read, recall, said
from syndicate.config.model import Config
from syndicate.errors import ConfigError, Mistake

CASES = Path(__file__).parent.parent / "data" / "config"
SECRETS = {"INTRANET_TOKEN": "s3cret", "BROKEN": "two\nlines", "HOST": "[", "EMPTY": ""}
RIGHT = (CASES / "right" / "feeds.yaml").read_text(encoding="utf-8")


def refused(text: str, secrets: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as raised:
        load(text, secrets=secrets)
    return str(raised.value)


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir() if (p / "expected.txt").exists()))
def test_wrong(case: str) -> None:
    text = (CASES / case / "feeds.yaml").read_bytes().decode()
    assert refused(text, SECRETS) + "\n" == (CASES / case / "expected.txt").read_text(encoding="utf-8")


def test_right() -> None:
    config = load(RIGHT, secrets=SECRETS)
    assert list(config.sources) == ["platforma", "intranet", "plain"]
    assert config.sources["platforma"].every == timedelta(minutes=15)
    assert config.sources["intranet"].headers == {"Authorization": "Bearer s3cret", "X-Cost": "${5}"}
    assert config.sources["plain"].name == "012"
    assert config.site.title == {"": "2026"}
    assert config.terms["countries"] == {"en": ["no", "Benin"], "de": ["null"]}
    assert config.categories["development"].fallback is False
    assert config.categories["development"].any == config.categories["culture"].any


def test_right_without_secrets() -> None:
    config = load(RIGHT)
    assert config.sources["intranet"].headers == {
        "Authorization": "Bearer ${INTRANET_TOKEN}",
        "X-Cost": "${5}",
    }


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_mark_make_no_difference(end: str) -> None:
    assert load("\ufeff" + RIGHT.replace("\n", end)) == load(RIGHT)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("${EMPTY}", "the secret EMPTY is not set"),
        ("a${BROKEN}", "the secret BROKEN has a line break"),
        ("a${INTRANET_TOKEN", "begins the name of a secret"),
    ],
)
def test_secret_that_cannot_be_used(written: str, message: str) -> None:
    assert message in refused(RIGHT.replace("Bearer ${INTRANET_TOKEN}", written), SECRETS)


def test_secret_that_does_not_fit_is_not_repeated() -> None:
    text = RIGHT.replace("https://platforma-dev.eu/", "https://${HOST}/")
    secrets = {**SECRETS, "HOST": "secret host"}
    assert load(text).sources["platforma"].address == "https://${HOST}/feed/"
    said = refused(text, secrets)
    assert said.startswith("feeds.yaml:16:11: with the secret in its place")
    assert "secret host" not in said


def test_secret_is_not_read_as_yaml() -> None:
    config = load(RIGHT, secrets={"INTRANET_TOKEN": "x}\u00e4: [${INTRANET_TOKEN}"})
    assert config.sources["intranet"].headers["Authorization"] == "Bearer x}\u00e4: [${INTRANET_TOKEN}"


def test_wrong_names_leave_the_shape_right() -> None:
    loaded = read(RIGHT.replace("[development]", "[developmnet]"))
    assert isinstance(loaded.config, Config)
    assert [str(each) for each in loaded.mistakes] == [
        "feeds.yaml:17:18: there is no category 'developmnet': did you mean 'development'?"
    ]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (2, 1)),
        (("sources", "platforma"), (14, 3)),
        (("sources", "platforma", "feed"), (16, 11)),
        (("sources", "platforma", "categories", 0), (17, 18)),
        (("sources", "platforma", "categories", 5), (17, 17)),
        (("sources", "platforma", "republish"), (14, 3)),
        (("categories", "development", "title", ""), (32, 12)),
        (("categories", "development", "any"), (33, 5)),
        (("categories", "development", "any", 0, "fr", 0), (34, 14)),
    ],
)
def test_places(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    mistake = read(RIGHT).places.mistake(path, "wrong")
    assert (mistake.line, mistake.column) == place


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "more than 100000 values"),
        ("a: &a [*a]\n", "names no earlier"),
        ("- x\n" * 200_000, "more than 100000 values"),
        ("[" * 10_000, "more than 20 deep"),
        ("{a: " * 4_000, "more than 20 deep"),
        ("- " * 5_000, "more than 20 deep"),
        ("!" * 900_000, "longer than 20000 characters"),
        ("a: b\n" + "!" * 19_000, ""),
        ("é" * 600_000, "larger than 1 MB"),
        ("#" * 1_000_001, "larger than 1 MB"),
    ],
    ids=["aliases", "circle", "values", "lists", "mappings", "entries", "line", "tag", "bytes", "characters"],
)
@pytest.mark.timeout(30)
def test_bounds(text: str, message: str) -> None:
    assert message in refused(text)


def judge(text: str) -> None:
    """Fail unless `text` is right, or wrong with mistakes that stand in it and speak plainly."""
    found: tuple[Mistake, ...] = ()
    try:
        load(text, secrets={})
    except ConfigError as error:
        found = error.mistakes or (Mistake("", 0, 0, "an error without a mistake"),)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for mistake in found:
        assert 1 <= mistake.line <= len(lines)
        assert 1 <= mistake.column <= len(lines[mistake.line - 1]) + 1
        assert mistake.message.isprintable()
        assert "Input should" not in mistake.message
        assert "Value error" not in mistake.message


@given(st.text())
def test_any_text(text: str) -> None:
    judge(text)


@given(st.text(alphabet="ab:-?[]{}#&*!|>'\"%@`,~ \t\n\r\ufeff\u2028$\\<."))
def test_any_text_of_yaml(text: str) -> None:
    judge(text)


@given(st.integers(0, len(RIGHT)), st.integers(0, 30), st.text(max_size=8))
def test_any_edit(place: int, removed: int, added: str) -> None:
    judge(RIGHT[:place] + added + RIGHT[place + removed :])


WORDS = st.sampled_from(["", "x", "en", "development", "1h", "https://a.eu/", "${X}", "yes", "{}", "words"])
LEAVES = WORDS | st.none()
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6
)  # fmt: skip


@given(st.sampled_from([line for line in RIGHT.split("\n") if ":" in line and "#" not in line]), VALUES)
def test_any_value(line: str, value: object) -> None:
    written = repr(value).replace("None", "~")
    judge(RIGHT.replace(line, line[: line.index(":")] + ": " + written, 1))


@dataclass(frozen=True)
class Row:
    """What was put in force, as the store hands it out."""

    files: Mapping[str, str]
    said: Any
    name: str = "feeds.yaml"

    @property
    def text(self) -> str:
        return self.files[self.name]


BESIDE = {"south.yaml": "en: [Benin, '$${x}']\n", "imprint.md": "Who answers for ${THIS}."}
WITH_FILES = RIGHT.replace("terms:\n", "terms:\n  south: file:south.yaml\n", 1).replace(
    "site:\n", "site:\n  imprint: file:imprint.md\n", 1
)


@pytest.mark.parametrize("secrets", [None, SECRETS])
@pytest.mark.parametrize(("text", "beside"), [(RIGHT, {}), (WITH_FILES, BESIDE)])
def test_what_was_in_force_is_read_again_without_yaml(
    text: str, beside: dict[str, str], secrets: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = load(text, secrets=secrets, beside=beside)
    row = Row({"feeds.yaml": text, **beside}, json.loads(json.dumps(said(read(text, beside=beside).places))))
    monkeypatch.setattr("syndicate.config.load.compose", None)
    assert recall(row, secrets) == expected


def test_what_is_not_known_as_data_or_was_said_to_another_version_is_read_from_the_text() -> None:
    row = Row({"feeds.yaml": RIGHT}, None)
    assert recall(row) == load(RIGHT)
    assert recall(replace(row, said={"site": {"former": "key"}})) == load(RIGHT)


def test_a_secret_that_is_gone_is_told_with_its_place() -> None:
    row = Row({"feeds.yaml": RIGHT}, said(read(RIGHT).places))
    with pytest.raises(ConfigError, match="the secret INTRANET_TOKEN is not set"):
        recall(row, {})
