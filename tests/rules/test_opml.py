"""The rules of OPML find what they are for: a valid list, spoilt in one place at a time."""

import pytest

from .opml import mistakes_in_opml

VALID = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Feeds</title><dateModified>Thu, 05 Nov 2026 08:30:00 GMT</dateModified>
<ownerName>A</ownerName><ownerEmail>a@a.example</ownerEmail></head>
<body><outline text="Group"><outline type="rss" text="One" xmlUrl="https://a.example/1.rss" language="en"
 htmlUrl="https://a.example/1"/></outline><outline type="rss" text="Two" xmlUrl="https://a.example/2.rss"/></body></opml>"""


def test_a_valid_list_has_no_mistakes() -> None:
    assert mistakes_in_opml(VALID.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("UTF-8", "ISO-8859-1", "does not declare UTF-8"),
        ("</opml>", "", "not well-formed"),
        ('version="2.0"', 'version="1.0"', "not OPML 2.0"),
        ("<title>Feeds</title>", "", "head: 0 title instead of one"),
        ("<ownerName>A</ownerName>", "<owner>A</owner>", "head: unexpected owner"),
        ("<ownerName>A", "<ownerName>A</ownerName><ownerName>B", "head: 2 ownerName instead of at most one"),
        ("Thu, 05 Nov 2026 08:30:00 GMT", "2026-11-05", "dateModified: not a date"),
        ("a@a.example", "nobody", "ownerEmail: nobody"),
        ('text="Group"', 'text=""', "outline: no text"),
        (' xmlUrl="https://a.example/1.rss"', "", "a feed without xmlUrl"),
        ("https://a.example/1.rss", "feed://a.example/1.rss", "outline: xmlUrl"),
        ("https://a.example/2.rss", "https://a.example/1.rss", "xmlUrl repeated"),
        ('htmlUrl="https://a.example/1"', 'htmlUrl="/1"', "outline: htmlUrl /1"),
        ('language="en"', 'language="en_GB"', "outline: language en_GB"),
        (
            '"https://a.example/2.rss"/>',
            '"https://a.example/2.rss"><note/></outline>',
            "outline: unexpected note",
        ),
    ],
)
def test_each_mistake_is_found(old: str, new: str, mistake: str) -> None:
    assert old in VALID
    found = mistakes_in_opml(VALID.replace(old, new).encode())
    assert any(mistake in one for one in found), found


def test_a_list_of_nothing_is_a_mistake() -> None:
    start, end = VALID.index("<outline"), VALID.index("</body>")
    assert mistakes_in_opml((VALID[:start] + VALID[end:]).encode()) == ["body: no outline"]
