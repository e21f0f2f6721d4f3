"""By what an entry is known."""

import re
from datetime import timedelta

import pytest

from syndicate.identity.key import LONGEST, keyed, uid
from syndicate.model import CleanEntry

from .entries import NOW, entry

HOME = "https://www.a.example/"


@pytest.mark.parametrize(
    ("entries", "kinds"),
    [
        ([entry("1", "x")], ["guid link"]),
        ([entry("1")], ["guid"]),
        ([entry(None, "x")], ["link"]),
        ([entry()], ["text"]),
        ([entry(None, "x"), entry(None, "y")], ["link", "link"]),
        ([entry(None, "x", "one"), entry(None, "x", "two")], ["text", "text"]),  # a link that two share
        ([entry("1", "x"), entry("2", "x")], ["guid", "guid"]),
        ([entry("1", "x", "one"), entry("1", "x", "two")], ["guid"]),  # the first stands for both
        ([entry(None, "x"), entry(None, "x")], ["link"]),  # printed twice
        ([entry("1", "x"), entry("1", "x")], ["guid link"]),
        ([entry(None, "x?utm_source=a"), entry(None, "x?utm_source=b")], ["link"]),
        ([entry(None, "")], ["text"]),
        ([entry("1", "x" * 3000)], ["guid link"]),
    ],
)
def test_kinds_of_keys(entries: list[CleanEntry], kinds: list[str]) -> None:
    found = [" ".join(key.partition(":")[0] for key in one.keys) for one in keyed(entries, None)]
    assert found == kinds


@pytest.mark.parametrize("link", [HOME, "http://a.example", "https://a.example/?utm_medium=rss"])
def test_the_home_page_is_no_key(link: str) -> None:
    own = CleanEntry(None, link, "A title", "", "", None, None, None, (), None)
    assert keyed([own], HOME)[0].keys[0].startswith("text:")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (entry(title="A  TITLE", published=NOW), True),
        (entry(title="A title", published=NOW + timedelta(hours=1)), True),
        (entry(title="A title", published=NOW + timedelta(days=1)), False),
        (entry(title="A title", published=None), False),
        (entry(title="B title", published=NOW), False),
    ],
)
def test_the_fingerprint_is_of_the_day_and_the_folded_words(other: CleanEntry, same: bool) -> None:
    assert (keyed([entry(published=NOW)], None)[0].keys == keyed([other], None)[0].keys) is same


def test_long_keys_are_shortened_and_stay_apart() -> None:
    long = "é" * LONGEST
    keys = [keyed([entry(guid)], None)[0].keys[0] for guid in (long, f"{long}a")]
    assert keys[0] != keys[1]
    assert all(len(key.encode()) <= LONGEST and key.startswith("guid:#") for key in keys)


def test_uids_are_for_ever() -> None:
    """A uid that came out otherwise would bring every item back as new."""
    assert uid("platforma", "guid:https://example.org/?p=1") == "wbgxbbcden6zrkyr"
    assert uid("a", "guid:b") != uid("a\0guid:b", "") != uid("a\0guid", "b")
    assert re.fullmatch("[a-z2-7]{16}", uid("", ""))
