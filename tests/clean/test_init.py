"""An entry becomes one that is safe to keep, and says nothing twice."""

from dataclasses import replace

import pytest

from syndicate.clean.entry import clean
from syndicate.model import DateStyle, Entry

LONG = "word " * 150
ENTRY = Entry(guid="g", link="/a", title="Title", base="https://s.test/feed")


@pytest.mark.parametrize(
    ("entry", "title", "summary", "content"),
    [
        (Entry(title="T", summary="S"), "T", "S", ""),
        (Entry(title="T", summary="<p>S</p>", content="<p>S</p>"), "T", "S", ""),
        (Entry(title="T", summary="S", content="<p>C</p>"), "T", "S", "<p>C</p>"),
        (Entry(title="T", summary="S <em>x</em>"), "T", "S x", "S <em>x</em>"),
        (Entry(title="T", content="<p>C</p>"), "T", "C", ""),
        (Entry(title="T", summary="T", content="<p>C</p>"), "T", "C", ""),
        (Entry(title="T", summary="T", content="<p>T</p>"), "T", "", ""),
        (Entry(summary="Only text"), "Only text", "Only text", ""),
        (Entry(title="T", summary="S", content="<p> </p>"), "T", "S", ""),
        (Entry(title="AT&amp;T &lt;b&gt;"), "AT&T <b>", "", ""),
        (Entry(title="T", summary=LONG), "T", " ".join(["word"] * 100) + "…", LONG),
        (Entry(), "", "", ""),
    ],
)
def test_texts(entry: Entry, title: str, summary: str, content: str) -> None:
    kept = clean(entry)
    assert (kept.title, kept.summary, kept.content) == (title, summary, content)


def test_a_title_made_from_text_is_short() -> None:
    title = clean(Entry(summary=LONG)).title
    assert title.endswith("…")
    assert 40 < len(title) <= 80


def test_the_rest_of_an_entry() -> None:
    kept = clean(replace(ENTRY, author="Ann &amp; Bob", language="no", published="2024-01-01", updated="bad"))
    assert (kept.link, kept.author, kept.language, kept.updated) == (
        "https://s.test/a",
        "Ann & Bob",
        "nb",
        None,
    )
    assert kept.published is not None


def test_labels_are_kept_once() -> None:
    labels = clean(replace(ENTRY, labels=("Water", "water", "R&amp;D", " ", *map(str, range(30))))).labels
    assert labels[:3] == ("Water", "R&D", "0")
    assert len(labels) == 20


@pytest.mark.parametrize(
    ("printed", "kept"),
    [("tag:x,1:y", "tag:x,1:y"), (" a\x00b ", "ab"), ("", None), ("\x0b", None), (None, None)],
)
def test_guid(printed: str | None, kept: str | None) -> None:
    assert clean(replace(ENTRY, guid=printed)).guid == kept


def test_a_huge_guid_stays_itself_in_little_room() -> None:
    one, other = (clean(replace(ENTRY, guid="x" * 10**6 + end)).guid for end in "ab")
    assert one != other
    assert one is not None
    assert len(one) < 100


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("<p>Ada Sample<br>Clerk</p><p><a href='mailto:a@b.test'>a@b.test</a></p>", "Ada Sample\nClerk\na@b.test"),
        ("<div><script>x()</script>Ada &amp; Bob</div>", "Ada & Bob"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_contact_is_lines_of_text(printed: str, kept: str) -> None:
    assert clean(replace(ENTRY, contact=printed)).contact == kept


@pytest.mark.parametrize(
    ("printed", "kept"),
    [("/a.jpg", "https://s.test/a.jpg"), ("data:image/gif;base64,R0", None), (None, None)],
)
def test_an_image_has_an_address(printed: str | None, kept: str | None) -> None:
    assert clean(replace(ENTRY, image=printed)).image == kept


def test_a_date_is_read_as_its_source_writes_it() -> None:
    entry = replace(ENTRY, published="6 août 2015", language="fr")
    assert clean(entry).published is None
    assert clean(replace(entry, dates=DateStyle())).published is not None
