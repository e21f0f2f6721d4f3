"""Who is believed about the language of an entry, and in which order."""

import pytest

from syndicate.clean.spoken import spoken
from syndicate.model import ToldBy

FRENCH = "Les communes signent un partenariat pour l'accès à l'eau potable"
GREEK = "Οι δήμοι υπέγραψαν συμφωνία συνεργασίας για καθαρό νερό"


def told(
    title: str, configured: str | None = None, *, among: str = "en fr", **said: str | None
) -> tuple[str | None, ToldBy | None]:
    names: list[ToldBy] = ["entry", "feed", "header"]
    return spoken(title, configured, {name: said.get(name) for name in names}, among.split())


def test_the_operator_is_believed_first_and_always() -> None:
    assert told(GREEK, "en", entry="el", feed="el", header="el") == ("en", "feeds.yaml")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"entry": "en-gb", "feed": "fr", "header": "de"}, ("en-GB", "entry")),
        ({"feed": "fr", "header": "de"}, ("fr", "feed")),
        ({"entry": "und", "feed": "english", "header": "de"}, ("de", "header")),
        ({}, ("fr", "text")),
    ],
)
def test_then_whoever_is_nearest_to_the_entry(said: dict[str, str], expected: tuple[str, ToldBy]) -> None:
    assert told(FRENCH, **said) == expected


def test_what_the_script_contradicts_is_no_word() -> None:
    assert told(GREEK, feed="en-US", among="en el") == ("el", "text")
    assert told(GREEK, feed="en-US", header="el") == ("el", "header")
    assert told(GREEK, feed="en-US") == (None, None)


def test_an_unsure_text_has_none() -> None:
    assert told("PLATFORMA") == (None, None)
