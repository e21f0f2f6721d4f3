"""The language of a text is found among those that it may be in; of others, and of a few words, nothing is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean.detect import detect

SITE = ("en", "fr", "de", "es")


@pytest.mark.parametrize(
    ("text", "among", "expected"),
    [
        ("Les communes signent un partenariat pour l'accès à l'eau potable", SITE, "fr"),
        ("Die Städte unterzeichnen eine Partnerschaft für sauberes Wasser", SITE, "de"),
        ("Los municipios firman un acuerdo de cooperación", SITE, "es"),
        ("Os municípios assinam um acordo de cooperação sobre a água", ("en", "pt-BR"), "pt-BR"),
        ("Kommunene undertegner en avtale om samarbeid med byer i sør", ("en", "nb"), "nb"),
        ("Kunnat allekirjoittivat sopimuksen puhtaasta vedestä", SITE, None),  # Finnish
        ("PLATFORMA", SITE, None),
        ("12.03.2026", SITE, None),
        ("", SITE, None),
        ("The towns have signed an agreement on clean water", (), None),
        ("The towns have signed an agreement on clean water", ("xx",), None),
    ],
)
def test_detect(text: str, among: tuple[str, ...], expected: str | None) -> None:
    assert detect(text, among) == expected


@given(st.text())
def test_nothing_is_found_but_what_may_be(text: str) -> None:
    assert detect(text, SITE) in (*SITE, None)
