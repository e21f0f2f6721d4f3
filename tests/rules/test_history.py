"""The rules of a feed's history find what they are for: a valid head, spoilt in one place at a time."""

import pytest
from lxml import etree

from .history import mistakes_in_history

VALID = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"
 xmlns:at="http://purl.org/atompub/tombstones/1.0">
<fh:archive/>
<link rel="current" href="https://a.example/feed"/><link rel="prev-archive" href="https://a.example/1"/>
<at:deleted-entry ref="tag:a.example,2026:1" when="2026-11-05T08:30:00Z"/><entry><id>x</id></entry></feed>"""


def test_a_valid_head_has_no_mistakes() -> None:
    assert list(mistakes_in_history(etree.fromstring(VALID))) == []


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ('rel="current"', 'rel="related"', "archive: no link to the current document"),
        ('rel="current"', 'rel="prev-archive"', "prev-archive: 2 links"),
        ("https://a.example/1", "/1", "prev-archive: /1"),
        ("<fh:archive/>", "<fh:complete/>", "complete: with links"),
        ('rel="current"', 'rel="next"', "both paged and archived"),
        ("<entry>", "<entry><fh:archive/>", "below the head"),
        ("<entry>", '<entry><at:deleted-entry ref="a:b" when="2026-11-05T08:30:00Z"/>', "below the head"),
        ('ref="tag:a.example,2026:1"', 'ref="1"', "deleted-entry: ref 1"),
        ("2026-11-05T08:30:00Z", "yesterday", "deleted-entry: when yesterday"),
        (
            "<entry>",
            '<at:deleted-entry ref="tag:a.example,2026:1" when="2026-11-05T08:30:00Z"/><entry>',
            "deleted-entry repeated",
        ),
    ],
)
def test_each_mistake_is_found(old: str, new: str, mistake: str) -> None:
    assert old in VALID
    found = list(mistakes_in_history(etree.fromstring(VALID.replace(old, new))))
    assert any(mistake in one for one in found), found
