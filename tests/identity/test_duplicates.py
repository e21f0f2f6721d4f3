"""What several sources print of one story is one, whatever comes first; what only looks like it stays apart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.identity.duplicates import By, Face, Standing, face, join
from syndicate.model import Variant

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
TITLE = "Twelve towns of the Sahel and of Flanders sign a partnership on clean water"
LEAD = (
    "Mayors of twelve towns met in Ouagadougou on Thursday to sign an agreement that gives their water services a common"
    " plan, a common fund and a yearly meeting of engineers, as the union of municipalities announced. "
)
MORE = (
    "The towns had prepared the agreement for two years. Each of them sends two engineers to a partner town, where they"
    " stay for three months and learn how pipes, pumps and prices are looked after. A first report is expected in spring,"
    " and other towns of the region have asked to join before the end of the year."
)


def one(
    number: int,
    title: str = TITLE,
    text: str = LEAD + MORE,
    *,
    link: str = "",
    language: str | None = "en",
    hours: float = 0,
    source: int | None = None,
    settled: bool = False,
) -> Face:
    """An item of a source of its own."""
    stands = Standing(
        number, f"u{number}", number if source is None else source, NOON + timedelta(hours=hours), settled
    )
    return face(
        stands,
        Variant("s", language, link or f"https://s{number}.example/{number}", title, text, "", None, ()),
    )


def by(*faces: Face) -> list[By | None]:
    return [joint.by for joint in sorted(join(faces), key=lambda joint: joint.id)]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (one(2), "title"),
        (one(2, text=LEAD, hours=30), "title"),
        (one(2, text=""), "title"),
        (one(2, TITLE.upper().replace("Ü", "U") + "."), "title"),
        (one(2, "Engineers from Flanders will stay in the Sahel"), "text"),
        (one(2, link="http://www.s1.example/1?utm_source=x"), "title"),
        (one(2, link="https://s1.example/clean-water-partnership"), "title"),
    ],
)  # fmt: skip
def test_one_story(other: Face, expected: By) -> None:
    assert by(one(1), other) == [None, expected]


def test_one_address_of_two_feeds() -> None:
    link = "https://town.example/news/open-days"
    assert by(one(1, "Open days", "", link=link), one(2, "Open days", "", link=f"{link}/#top")) == [
        None,
        None,
    ]
    assert by(one(1, "Open days", "", link=link), one(2, "Open days", "", link=f"{link}?utm_medium=rss")) == [
        None,
        "link",
    ]
    assert by(one(1, link=link), one(2, "Open days", LEAD, link=link)) == [None, "link"]


APART = {
    "another language": one(2, language="fr"),
    "a week later": one(2, hours=24 * 7),
    "the same source": one(2, source=1),
    "next year's": one(2, TITLE.replace("Twelve towns", "Twelve towns of 2027")),
    "another text": one(
        2, text="A school for nurses opens its doors in the capital, with places for sixty of them each year."
    ),
}


@pytest.mark.parametrize("other", APART.values(), ids=APART.keys())
def test_two_stories(other: Face) -> None:
    assert by(one(1), other) == [None, None]


@pytest.mark.parametrize(
    "title",
    [
        "Newsletter",
        "Agenda",
        "Press release",
        "Weekly digest",
        "News in brief",
        "Job vacancy: project officer",
        "",
    ],
)
def test_what_anybody_may_write_is_no_title(title: str) -> None:
    assert by(one(1, title, ""), one(2, title, "")) == [None, None]
    assert by(one(1, title, "Read more"), one(2, title, "Read more")) == [None, None]
    link = "https://town.example/news/page"
    assert by(one(1, title, "", link=link), one(2, title, "", link=link)) == [None, None]


def test_a_rubric_of_each_week_is_none() -> None:
    rubric = "What the regions and municipalities of Europe have discussed this week in Brussels"
    weeks = [one(n, rubric, "", source=1, hours=24 * 7 * n, settled=True) for n in range(3)]
    assert by(*weeks, one(9, rubric, "", hours=24 * 14)) == [None]


def test_a_notice_below_each_text_is_none() -> None:
    notice = LEAD + MORE
    ours = [
        one(n, f"Town hall {word} of Ghent", notice, source=1)
        for n, word in enumerate(["roof", "door", "bell"])
    ]
    assert by(*ours, one(9, "The swimming pool of Ghent", notice, source=2)) == [None] * 4


def test_the_settled_one_is_first_and_else_the_older() -> None:
    older, newer = one(1, hours=-5), one(2)
    assert {joint.id: joint.story for joint in join([newer, older])} == {1: None, 2: 1}
    assert {joint.id: joint.story for joint in join([replace(newer, settled=True), older])} == {1: 2}


def test_a_source_is_in_a_story_once() -> None:
    link = "https://s1.example/clean-water-partnership"
    again = one(3, "Engineers from Flanders will stay", source=2, hours=1, link=link)
    assert by(one(1, link=link), again) == [None, "link"]
    assert by(one(1, link=link), one(2, text=""), again) == [None, "title", None]


STORIES = [
    one(1), one(2, text=LEAD, hours=1), one(3, "Engineers from Flanders will stay in the Sahel", hours=2), one(4, language="fr"),
    one(5, "Newsletter", ""), one(6, "Newsletter", "", hours=1), one(7, hours=80), one(8, hours=3, settled=True),
]  # fmt: skip


@given(st.permutations(STORIES))
def test_the_order_of_arrival_decides_nothing(faces: Sequence[Face]) -> None:
    assert sorted(join(faces), key=lambda joint: joint.id) == sorted(
        join(STORIES), key=lambda joint: joint.id
    )


@given(st.text(), st.text(), st.text())
def test_any_text_has_a_face(title: str, text: str, link: str) -> None:
    shown = face(Standing(1, "u", 1, NOON), Variant("s", None, None, title, text, "", None, ()))
    assert all(-(2**63) <= mark < 2**63 for mark in shown.marks)


def test_a_story_is_found_by_any_of_its_texts() -> None:
    """One source prints it in two languages, the other in the second of these alone."""
    there = Standing(1, "u1", 1, NOON, settled=True)
    texts = [("fr", "Douze villes signent un partenariat pour l'eau propre"), ("en", TITLE)]
    both = face(
        there,
        *(
            Variant("s", tag, f"https://s1.example/{tag}/1", title, LEAD, "", None, ())
            for tag, title in texts
        ),
    )
    assert by(both, one(2, text=LEAD)) == ["title"]
    assert by(both, one(2, text=LEAD, language="de")) == [None]
