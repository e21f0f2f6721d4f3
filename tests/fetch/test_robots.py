"""What a robots.txt lets us read (RFC 9309)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.fetch.robots import LONGEST, Robots, judge, parse, recall, remember
from syndicate.model import Answer, Failure

SITE = "https://a.example"


@pytest.mark.parametrize(
    ("text", "path", "yes"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a", "/ab", False),
        ("User-agent: *\nDisallow: /a/", "/a", True),
        ("user-agent:*\r\ndisallow:/a#why\r\n", "/a", False),
        ("User-agent: *\rDisallow: /a", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("Disallow: /", "/", True),
        ("User-agent: other\nDisallow: /", "/", True),
        ("User-agent: Syndicate\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: Syndicate/1.0 (x)\nDisallow: /a", "/a", False),
        ("User-agent: SYNDICATE\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/a", False),
        ("User-agent: syndicateplus\nDisallow: /\n", "/a", True),
        ("User-agent: x\nUser-agent: syndicate\nDisallow: /a", "/a", False),
        ("User-agent: syndicate\nDisallow: /a\nUser-agent: syndicate\nDisallow: /b", "/a", False),
        ("User-agent: syndicate\nDisallow: /a\nUser-agent: syndicate\nDisallow: /b", "/b", False),
        ("User-agent: *\nSitemap: x\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nAllow: /\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /*.php$", "/x/y.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/x/y.php?z", True),
        ("User-agent: *\nDisallow: /*a*b$", "/xayb", False),
        ("User-agent: *\nDisallow: /*a*b$", "/xaybz", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*?page=", "/x?page=2", False),
        ("User-agent: *\nDisallow: /é", "/%C3%A9t", False),
        ("User-agent: *\nDisallow: /%c3%a9", "/ét", False),
        ("<html><title>Not found</title>", "/", True),
    ],
)
def test_rules(text: str, path: str, yes: bool) -> None:
    assert parse(text).allows(SITE + path) == yes


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("5", 5), ("1.5", 1.5), ("0", 0), ("-3", 0), ("soon", 0), ("86400", 30), ("9" * 400, 0)],
)
def test_crawl_delay(value: str, seconds: float) -> None:
    assert parse(f"User-agent: *\nCrawl-delay: {value}").delay == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("outcome", "yes", "hours"),
    [
        (Answer(SITE, 200, b"User-agent: *\nDisallow: /b"), True, 24),
        (Answer(SITE, 200, b"\xff\xfeU\x00"), True, 24),
        (Answer(SITE, 200, b"#" * LONGEST + b"\nUser-agent: *\nDisallow: /"), True, 24),
        (Failure("not-found"), True, 24),
        (Failure("forbidden"), True, 24),
        (Failure("empty"), True, 24),
        (Failure("rate-limited"), False, 1),
        (Failure("server-error"), False, 1),
        (Failure("timeout"), False, 1),
    ],
)
def test_answers(outcome: Answer | Failure, yes: bool, hours: int) -> None:
    """A site without the file may be read; one that cannot say now may not, until it can."""
    robots = judge(outcome)
    assert robots.allows(f"{SITE}/a") == yes
    assert robots.kept == timedelta(hours=hours)


@given(st.text(max_size=300), st.text(max_size=50))
def test_nothing_breaks_it_and_rows_keep_it(text: str, path: str) -> None:
    robots = parse(f"User-agent: *\n{text}")
    robots.allows(f"{SITE}/{path}")
    row = remember(robots)
    again = recall(row["rules"], row["delay"], row["known"])  # type: ignore[arg-type]
    assert again.rules == robots.rules


def test_a_great_many_stars_cost_little() -> None:
    robots = Robots(((False, "/" + "*a" * 200 + "$"),))
    assert robots.allows(f"{SITE}/{'a' * 5000}b")
