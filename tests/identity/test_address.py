"""Two addresses of one article compare equal; two articles never do."""

import pytest

from syndicate.identity.address import canonical


@pytest.mark.parametrize(
    "same",
    [
        "http://h.test/a?id=7",
        "https://www.h.test/a?id=7",
        "https://h.test:443/a?id=7#comments",
        "https://h.test/a?utm_source=rss&id=7&utm_medium=x",
        "https://h.test/a;jsessionid=0A?id=7&fbclid=1",
        "https://h.test/%61?id=7&PHPSESSID=0",
    ],
)
def test_one_article(same: str) -> None:
    assert canonical(same) == "h.test/a?id=7"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://h.test/a?id=7", "https://h.test/a?id=8"),
        ("https://h.test/a?x=1&y=2", "https://h.test/a?y=2&x=1"),
        ("https://h.test:8080/a", "https://h.test/a"),
        ("https://h.test/#!/a", "https://h.test/#!/b"),
        ("https://h.test/a%2Fb", "https://h.test/a/b"),
        ("https://h.test/A", "https://h.test/a"),
    ],
)
def test_two_articles(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)
