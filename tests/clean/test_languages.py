"""Sources name languages in many ways; what names none is none."""

import pytest

from syndicate.clean.languages import tag


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("en", "en"), ("EN_us", "en-US"), ("pt-br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"),
        ("iw", "he"), ("no", "nb"), ("sh", "sr-Latn"), ("sh-cyrl", "sr-Cyrl"), ("eng", "en"), ("fre-FR", "fr-FR"),
        ("en-uk", "en-GB"), ("ca-valencia", "ca"), (" de ", "de"), ("und", None), ("mul", None), ("", None),
        (None, None), ("english", None), ("xx", None), ("x-default", None), ("en us", None), ("C", None),
    ],
)  # fmt: skip
def test_tag(printed: str | None, expected: str | None) -> None:
    assert tag(printed) == expected
