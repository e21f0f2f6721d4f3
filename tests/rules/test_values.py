"""The forms of single values: what fits and what does not."""

import pytest

from .values import is_email, is_language, is_media_type, is_rfc_822, is_rfc_3339, is_uri, is_web


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("2026-11-05T08:30:00Z", True),
        ("2026-11-05T08:30:00.25+01:00", True),
        ("2026-11-05t08:30:00z", False),
        ("2026-11-05 08:30:00Z", False),
        ("2026-11-05T08:30:00", False),
        ("2026-02-30T08:30:00Z", False),
        ("", False),
    ],
)
def test_dates_of_rfc_3339(text: str, fits: bool) -> None:
    assert is_rfc_3339(text) is fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("Thu, 05 Nov 2026 08:30:00 +0000", True),
        ("Thu, 05 Nov 2026 08:30:00 GMT", True),
        ("Fri, 05 Nov 2026 08:30:00 GMT", False),
        ("Thu, 05 Nov 26 08:30:00 GMT", False),
        ("Do, 05 Nov 2026 08:30:00 GMT", False),
        ("2026-11-05T08:30:00Z", False),
        ("", False),
    ],
)
def test_dates_of_rfc_822(text: str, fits: bool) -> None:
    assert is_rfc_822(text) is fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("tag:a.example,2026:1", True),
        ("https://a.example/é", True),
        ("/a", False),
        ("a:b c", False),
        ("", False),
    ],
)
def test_addresses_of_any_scheme(text: str, fits: bool) -> None:
    assert is_uri(text) is fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("https://a.example", True),
        ("http://a.example:8080/b?c#d", True),
        ("ftp://a.example/", False),
        ("https://user@a.example/", False),
        ("https://a.example/b c", False),
        ("https:///", False),
    ],
)
def test_addresses_of_the_web(text: str, fits: bool) -> None:
    assert is_web(text) is fits


def test_languages_mail_addresses_and_media_types() -> None:
    assert is_language("pt-BR")
    assert not is_language("")
    assert not is_language("pt_BR")
    assert is_email("a@b.eu")
    assert not is_email("a@b.eu (A)")
    assert is_media_type("text/html; charset=utf-8")
    assert not is_media_type("html")
