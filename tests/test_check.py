"""One judgement from the shape and all stages."""

from pathlib import Path

import pytest

from syndicate.check import STAGES, check
from syndicate.config.load import load
from syndicate.errors import ConfigError

DATA = Path(__file__).parent / "data" / "config"
RIGHT = (DATA / "right" / "feeds.yaml").read_text(encoding="utf-8")
SECRETS = {"INTRANET_TOKEN": "s3cret"}


def test_right() -> None:
    assert check(RIGHT, secrets=SECRETS) == load(RIGHT, secrets=SECRETS)


def test_stages_find_nothing_in_what_is_right() -> None:
    assert [mistake for stage in STAGES for mistake in stage(load(RIGHT))] == []


def test_wrong_shape() -> None:
    with pytest.raises(ConfigError) as raised:
        check(RIGHT.replace("sources:", "source:"), "news.yaml", SECRETS)
    assert str(raised.value).splitlines() == [
        "news.yaml:13:1: unknown key 'source': did you mean 'sources'?",
    ]


def test_wrong_names_secrets_and_addresses_together() -> None:
    text = RIGHT.replace("[development]", "[culturr]").replace(
        "https://platforma-dev.eu/", "http://10.0.0.1/"
    )
    with pytest.raises(ConfigError) as raised:
        check(text, secrets={})
    places = [(mistake.line, mistake.column) for mistake in raised.value.mistakes]
    assert places == [(16, 11), (17, 18), (22, 30)]


def test_stages_see_no_secrets() -> None:
    text = RIGHT.replace("https://platforma-dev.eu/", "http://10.0.0.1/${INTRANET_TOKEN}/")
    with pytest.raises(ConfigError) as raised:
        check(text, secrets=SECRETS)
    assert "s3cret" not in str(raised.value)
    assert "${INTRANET_TOKEN}" in str(raised.value)


MISTAKES = Path(__file__).parent / "data" / "mistakes"


@pytest.mark.parametrize("case", sorted(path.name for path in MISTAKES.iterdir()))
def test_what_real_people_get_wrong(case: str) -> None:
    with pytest.raises(ConfigError) as raised:
        check((MISTAKES / case / "feeds.yaml").read_text(encoding="utf-8"), secrets={})
    assert f"{raised.value}\n" == (MISTAKES / case / "expected.txt").read_text(encoding="utf-8")
