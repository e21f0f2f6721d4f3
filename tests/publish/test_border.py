"""The border: what is dropped, encoded or replaced, one field at a time."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from syndicate.publish.border import ROOM, address, admit, admit_item, admit_origin, legal, line

from .cases import FEED, ITEM, ORIGIN

UUID = "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain\ttext\n", "plain\ttext\n"),
        ("a\x00b\x0bc\x1f", "abc"),
        ("a\x7fb\x85c\x9f", "abc"),
        ("\ufffe\uffff\ufdd0\U0001ffff", ""),
        ("a\r\nb\rc", "a\nb\nc"),
        ("lone \ud83d", "lone \ufffd"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("Ψηφιακή 👨\u200d👩\u200d👧 naïve\u00a0!", "Ψηφιακή 👨\u200d👩\u200d👧 naïve\u00a0!"),
    ],
)
def test_illegal_characters_go_and_others_stay(text: str, expected: str) -> None:
    assert legal(text) == expected


def test_a_line_keeps_its_hard_spaces_and_loses_its_breaks() -> None:
    assert line("  Un élan\u00a0:\r\n\tnouveau ") == "Un élan\u00a0: nouveau"
    assert line("\u00a0\u2003") == ""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, None),
        ("", None),
        ("https://example.org/a?b=c&d[]=1#e", "https://example.org/a?b=c&d%5B%5D=1#e"),
        ("https://example.org?b", "https://example.org/?b"),
        ("https://example.org", "https://example.org"),
        ("HTTP://Example.org:8080/", "HTTP://Example.org:8080/"),
        ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
        ("https://example.org/Köln Bonn/%C3%BC/50%", "https://example.org/K%C3%B6ln%20Bonn/%C3%BC/50%25"),
        ("https://münchen.example/", "https://m%C3%BCnchen.example/"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", None),
        ("file:samples/news.atom", None),
        ("//example.org/", None),
        ("/news", None),
        ("https://", None),
        ("https://user:secret@example.org/", None),
        ("https://example.org/a#b#c", None),
    ],
)
def test_addresses_become_uris_or_nothing(given: str | None, expected: str | None) -> None:
    assert address(given) == expected


@pytest.mark.parametrize(
    ("id", "url", "link", "expected"),
    [
        (UUID, "https://a.example/feed", None, UUID),
        ("urn:isbn:0451450523", "https://a.example/feed", None, "urn:isbn:0451450523"),
        ("urn:uuid:1b", "https://a.example/feed", None, "https://a.example/feed"),
        ("urn:a", "https://a.example/feed", None, "https://a.example/feed"),
        ("https://a.example/ä", "https://a.example/feed", None, "https://a.example/feed"),
        ("TAG:a.example,2026:feed", "https://a.example/feed", None, "https://a.example/feed"),
        ("http://A.example/%7efeed", "https://a.example/feed", None, "http://A.example/%7efeed"),
        ("tag:a.example,2026:feed", "https://a.example/feed", None, "tag:a.example,2026:feed"),
        ("tag:b@a.example,2026-01-31:", "https://a.example/feed", None, "tag:b@a.example,2026-01-31:"),
        ("tag:https://a.example,:/", "https://a.example/feed", None, "https://a.example/feed"),
        ("42", "https://a.example/feed", None, "https://a.example/feed"),
        ("42", "file:samples/news.atom", "https://a.example/", "https://a.example/"),
        ("42", "file:samples/news.atom", None, ""),
    ],
)
def test_an_id_of_a_source_is_kept_to_the_letter_or_replaced(
    id: str, url: str, link: str | None, expected: str
) -> None:
    assert admit_origin(replace(ORIGIN, id=id, url=url, link=link)).id == expected


@pytest.mark.parametrize("url", ["https://news.example:8080/feed", "http://[1.2.3.4]/feed"])
def test_a_source_without_a_name_is_called_by_its_server(url: str) -> None:
    assert admit_origin(replace(ORIGIN, title="\x00", url=url)).title in url


@pytest.mark.parametrize(
    ("title", "summary", "content", "expected"),
    [
        ("A title", "A summary", "", ("A title", "A summary")),
        ("", "A summary", "", ("A summary", "A summary")),
        (" \x00", "word " * 40, "", (("word " * 20)[:99].rstrip() + "…", ("word " * 40).strip())),
        ("", "", "<p>x</p>", ("Source", "")),
        ("A title", "", "", ("A title", "A title")),
        ("", "", "", ("Source", "Source")),
    ],
)
def test_an_item_has_a_title_and_a_text_in_any_case(
    title: str, summary: str, content: str, expected: tuple[str, str]
) -> None:
    admitted = admit_item(replace(ITEM, title=title, summary=summary, content=content), FEED.page)
    assert (admitted.title, admitted.summary) == expected


@pytest.mark.parametrize("author", [" ", None, "press@source.example", "Press <press@source.example>"])
def test_an_item_without_the_name_of_an_author_is_by_its_source(author: str | None) -> None:
    assert admit_item(replace(ITEM, author=author), FEED.page).author == "Source"


def test_an_item_without_a_link_leads_to_our_page() -> None:
    assert admit_item(replace(ITEM, link="ftp://a.example/"), FEED.page).link == ITEM.page


def test_labels_are_single_lines_and_stand_once() -> None:
    assert admit_item(replace(ITEM, labels=("a\nb", "", "a b", "c")), FEED.page).labels == ("a b", "c")


def test_dates_are_whole_seconds() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    admitted = admit(replace(FEED, updated=moment, items=(replace(ITEM, published=moment),)))
    assert admitted.updated.microsecond == admitted.items[0].published.microsecond == 0


@pytest.mark.parametrize(
    ("email", "expected"),
    [("a.b@example.eu", "a.b@example.eu"), ("a@b\r\nBcc: c@d.eu", None), ("nobody", None), (None, None)],
)
def test_a_mail_address_is_one_or_is_left_out(email: str | None, expected: str | None) -> None:
    assert admit(replace(FEED, contact_email=email)).contact_email == expected


def test_a_clean_feed_passes_unchanged() -> None:
    assert admit(FEED) == FEED


def test_summaries_stand_for_the_longest_contents_if_all_are_too_much() -> None:
    long = replace(ITEM, id="tag:news.example.eu,2026:long", summary="", content="x" * (ROOM // 2))
    longer = replace(long, id="tag:news.example.eu,2026:longer", summary="Short", content=f"{long.content}x")
    enough, more = (replace(FEED, items=items) for items in ((long, ITEM), (longer, ITEM, long)))
    assert admit(enough).items == (long, ITEM)
    assert admit(more).items == (replace(longer, content=""), ITEM, long)
