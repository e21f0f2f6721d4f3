"""A text shows its script; a language that is never written in it is none that the text can be in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean.script import contradicted, script

GREEK = "Οι δήμοι υπέγραψαν συμφωνία συνεργασίας για καθαρό νερό"
BULGARIAN = "Общините подписаха споразумение за чиста вода"
SERBIAN = "Општине су потписале споразум о чистој води"
ENGLISH = "The towns have signed an agreement on clean water"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GREEK, "GREEK"), (BULGARIAN, "CYRILLIC"), (ENGLISH, "LATIN"), ("Łódź i Gdańsk: współpraca miast", "LATIN"),
        (f"CEMR, UCLG: {GREEK}", "GREEK"), (f"{GREEK} {ENGLISH}", None), ("Νέα", None), ("2026: 100 %", None), ("", None),
    ],
)  # fmt: skip
def test_script(text: str, expected: str | None) -> None:
    assert script(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", GREEK, True), ("en-US", GREEK, True), ("el", GREEK, False), ("el", ENGLISH, True), ("bg", BULGARIAN, False),
        ("sr", SERBIAN, False), ("sr", ENGLISH, False), ("sr-Latn", SERBIAN, False), ("mi", GREEK, False),
        ("es-419", BULGARIAN, True), ("en", f"{GREEK} {ENGLISH}", False), ("en", "Νέα", False),
    ],
)  # fmt: skip
def test_contradicted(language: str, text: str, expected: bool) -> None:
    assert contradicted(language, text) is expected


@given(st.text(), st.sampled_from(["en", "el", "sr", "xx"]))
def test_any_text_is_judged(text: str, language: str) -> None:
    assert contradicted(language, text) in (True, False)
