"""Names and directions of languages, and which text of several was chosen."""

import pytest

from syndicate.web.languages import Phrase, direction, own_name, phrase


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("ar-Latn", "ltr"), ("az-Arab", "rtl"), ("he-IL", "rtl"), ("", "auto")],
)
def test_directions(tag: str, expected: str) -> None:
    assert direction(tag) == expected


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("fr", "Français"),
        ("pt-BR", "Português (BR)"),
        ("uk", "Українська"),
        ("ja", "日本語"),
        ("fa", "فارسی"),
        ("qq", "qq"),
        ("x", "x"),
    ],
)
def test_names(tag: str, name: str) -> None:
    assert own_name(tag) == name


@pytest.mark.parametrize(
    ("texts", "wanted", "expected"),
    [
        ({"en": "A", "fr": "B"}, "fr", Phrase("B", "fr")),
        ({"en": "A", "fr": "B"}, "de", Phrase("A", "en")),
        ({"en": "A", "fr": "B"}, None, Phrase("A", "en")),
        ({"": "A"}, "fr", Phrase("A", "")),
        ({"sv": "A"}, "fr", Phrase("A", "sv")),
    ],
)
def test_phrases(texts: dict[str, str], wanted: str | None, expected: Phrase) -> None:
    assert phrase(texts, ["en", "fr"], wanted) == expected
