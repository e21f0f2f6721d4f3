"""What an edit would do is said before it is done, and is what it then does."""

import pytest

from syndicate.categorise.effect import Side
from syndicate.config.load import load
from syndicate.config.model import Config
from syndicate.jobs import plan as planning
from syndicate.jobs.plan import Edit, Plan, plan
from syndicate.store import items, judged
from syndicate.store.database import Database

from .newsroom import CATEGORIES, SITE, Newsroom, rss

TITLES = (
    "1 Development cooperation of towns",
    "2 A twinning",
    "3 Twinning software",
    "4 A solidarity fund",
    "5 Football",
)


@pytest.fixture
def filled(room: Newsroom) -> Newsroom:
    """With five items of one source, two of them in a category."""
    room.web.page("/a", rss(*TITLES))
    room.web.page("/b", rss("6 Of another place"))
    room.edit(room.source("a", "/a"), room.source("b", "/b", "categories: [twinning]"))
    room.refresh()
    return room


def config(room: Newsroom, *sources: str, categories: str = CATEGORIES, site: str = SITE) -> Config:
    listed = sources or (room.source("a", "/a"), room.source("b", "/b", "categories: [twinning]"))
    return load(f"{site}sources:\n{''.join(listed)}{categories}")


def titles(side: Side) -> set[str]:
    assert side.count == len(side.newest)
    return {one.title for one in side.newest}


def membership(store: Database) -> dict[str, set[str]]:
    """The titles in each category, as they are filed."""
    with store.read() as tx:
        stored = judged.after(tx, 0, 1000)
        filed = {one.item.variants[0].title: items.matches_of(tx, one.id) for one in stored}
    names = {match.category for found in filed.values() for match in found}
    return {
        name: {title for title, found in filed.items() if name in {match.category for match in found}}
        for name in names
    }


def planned(room: Newsroom, after: Config) -> Plan:
    """What the config would change in the place of the one in force."""
    return plan(room.store, Edit(room.config, after, room.now))


def test_the_same_file_changes_nothing(filled: Newsroom) -> None:
    found = planned(filled, config(filled))
    assert (found.items, found.waiting, found.changes) == (6, 0, False)
    assert {name: one.stay for name, one in found.categories.items()} == {"development": 1, "twinning": 3}


def test_what_enters_and_leaves_and_why(filled: Newsroom) -> None:
    edited = CATEGORIES.replace("any: [twinning]", "any: [twinning], none: [software]").replace(
        "any: [development cooperation]", "any: [solidarity]"
    )
    found = planned(filled, config(filled, categories=edited))
    assert found.changes
    development, twinning = found.categories["development"], found.categories["twinning"]
    (entering,), (leaving,), (kept_out,) = (
        development.enter.newest, development.leave.newest, twinning.leave.newest,
    )  # fmt: skip
    assert (entering.title, entering.source, entering.language) == ("A solidarity fund", "a", "en")
    assert {(one.rule, one.words, one.field) for one in entering.reasons} == {
        ("any[0]", "solidarity", "title"), ("any[0]", "solidarity", "text"),
    }  # fmt: skip
    assert (leaving.title, leaving.against) == ("Development cooperation of towns", ())
    assert {one.term for one in leaving.reasons} == {"development cooperation"}
    assert kept_out.title == "Twinning software"
    assert {(one.rule, one.term) for one in kept_out.against} == {("none[0]", "software")}
    assert twinning.stay == 2


def test_it_changes_nothing_itself(filled: Newsroom) -> None:
    before = membership(filled.store)
    planned(filled, config(filled, categories=CATEGORIES.replace("twinning]", "fund]")))
    assert membership(filled.store) == before


EDITS = {
    "other words": ("any: [twinning]", "any: [football, fund]"),
    "a category more": ("  twinning:", "  sport: {title: Sport, any: [football]}\n  twinning:"),
    "another category instead": ("  twinning:", "  partners:"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("change", ["nothing", "one source leaves", "a source is renamed"])
def test_what_it_says_is_what_then_happens(filled: Newsroom, edit: tuple[str, str], change: str) -> None:
    rules = CATEGORIES.replace(*edit)
    second = {
        "nothing": filled.source("b", "/b", "categories: [development]"),
        "one source leaves": "",
        "a source is renamed": filled.source("c", "/b", "was: b, categories: [development]").replace(
            "was: b, categories", "was: b\n    categories"
        ),
    }[change]
    sources = [filled.source("a", "/a"), second]
    found = planned(filled, config(filled, *sources, categories=rules))
    before = membership(filled.store)
    assert filled.edit(*sources, categories=rules) == ()
    filled.recategorise()
    after = membership(filled.store)
    for name, one in found.categories.items():
        old, new = before.get(name, set()), after.get(name, set())
        assert (titles(one.enter), titles(one.leave), one.stay) == (new - old, old - new, len(old & new))


def test_sources_feeds_and_addresses_come_and_go(filled: Newsroom) -> None:
    rules = CATEGORIES.replace("  twinning:", "  partners:")
    found = planned(filled, config(filled, filled.source("a", "/a"), categories=rules, site=SITE))
    assert found.difference.sources.removed == ("b",)
    assert found.difference.feeds.removed == ("twinning", "twinning.en", "twinning.fr")
    assert "https://news.example.eu/feeds/twinning.fr.atom" in found.addresses.removed
    assert "https://news.example.eu/all/partners" in found.addresses.added


def test_what_the_rules_in_force_have_not_judged_is_told(filled: Newsroom) -> None:
    edited = CATEGORIES.replace("any: [twinning]", "any: [football]")
    filled.edit(
        filled.source("a", "/a"), filled.source("b", "/b", "categories: [twinning]"), categories=edited
    )
    found = planned(filled, config(filled, categories=edited))
    assert (found.waiting, found.difference.settings) == (6, ())
    assert titles(found.categories["twinning"].enter) == {"Football"}


def test_stretches_make_no_difference(filled: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = config(filled, categories=CATEGORIES.replace("any: [twinning]", "any: [football]"))
    whole, told = planned(filled, edited), list[tuple[int, int]]()
    monkeypatch.setattr(planning, "STRETCH", 2)
    parts: Plan = plan(
        filled.store, Edit(filled.config, edited, filled.now), told=lambda *one: told.append(one)
    )
    assert parts == whole
    assert told == [(number, 6) for number in range(1, 7)]


def test_a_category_that_gets_another_name_loses_nothing(filled: Newsroom) -> None:
    renamed = CATEGORIES.replace("twinning: {title", "partners: {was: twinning, title")
    sources = (filled.source("a", "/a"), filled.source("b", "/b", "categories: [partners]"))
    found = planned(filled, config(filled, *sources, categories=renamed))
    assert found.addresses.removed == ()
    assert "https://news.example.eu/feeds/partners.fr.atom" in found.addresses.added
    assert found.difference.feeds.removed == found.difference.feeds.added == ()
    assert found.difference.renamed_categories == {"twinning": "partners"}
    assert {name: bool(effect) for name, effect in found.categories.items()} == {
        "development": False, "partners": False,
    }  # fmt: skip
    assert found.categories["partners"].stay == 3


def test_a_category_that_ended_long_before_that_was_written_is_gone_at_once(filled: Newsroom) -> None:
    def removed(day: str) -> tuple[str, ...]:
        ended = CATEGORIES.replace("[twinning]", f"[twinning], ended: {day}")
        return planned(filled, config(filled, categories=ended)).addresses.removed

    assert removed("2026-06-02") == ()  # its last entry says so for a month
    assert "https://news.example.eu/feeds/twinning.fr.atom" in removed("2026-01-01")
