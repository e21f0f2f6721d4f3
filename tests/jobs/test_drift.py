"""A listing whose layout changes: it is doubted, its items stay, and what would read it now is offered."""

import pytest

from syndicate.check import check
from syndicate.intake import Outcome
from syndicate.store import drifts
from syndicate.store.drifts import Drift

from .newsroom import CATEGORIES, SITE, Newsroom

TITLES = [f"Town number {number} signs a twinning with a town in Benin" for number in range(1, 13)]


def old(count: int, edition: int = 0) -> str:
    """The page as it was; with another number each time, so that it is read."""
    items = "".join(f"<li><h3><a href='/{n}'>{title}</a></h3></li>" for n, title in enumerate(TITLES[:count]))
    return f"<!doctype html><html lang=en><body><!-- {edition} --><ul class=news>{items}</ul><p>{edition}</p></body></html>"


def new(count: int) -> str:
    """The page after its relaunch."""
    items = "".join(
        f"<article class=card><h2><a href='/{n}'>{title}</a></h2><p>Told of it.</p></article>"
        for n, title in enumerate(TITLES[:count])
    )
    return f"<!doctype html><html lang=en><body><main>{items}</main></body></html>"


@pytest.fixture
def listing(room: Newsroom) -> Newsroom:
    """A page that was asked often enough for its usual count to be known."""
    room.web.page("/a", old(10))
    page = room.source("a", "/a").replace("feed: ", "page: ") + "    items: ul.news > li\n"
    assert room.edit(page) == ()
    assert room.refresh() == {"a": Outcome("ok", new=10)}
    for edition in range(1, 4):
        assert again(room, old(10, edition)) == Outcome("ok")
    return room


def again(room: Newsroom, body: str, **wait: float) -> Outcome:
    room.web.page("/a", body)
    if wait:
        room.wait(**wait)
    return room.ask()


def doubt(room: Newsroom) -> Drift:
    with room.store.read() as tx:
        return drifts.doubtful(tx).get("a", Drift())


def test_a_relaunched_page_is_offered_as_it_is_read_now(listing: Newsroom) -> None:
    assert again(listing, new(10)).code == "layout-changed"
    found = doubt(listing)
    assert found.reason == "0 items at 'ul.news > li', expected 1 or more"
    assert found.since == listing.now
    config = check(f"{SITE}sources:\n{found.block}\n{CATEGORIES}".replace("127.0.0.1", "s.test"))
    assert config.sources["a"].address.endswith("/a")
    assert "h2" in found.block
    listing.render()
    assert len(listing.titles("twinning")) == 10
    assert again(listing, old(10, 9)) == Outcome("ok")
    assert doubt(listing) == Drift()


def test_one_title_for_all_is_a_changed_layout(listing: Newsroom) -> None:
    page = old(10).replace("Town number", "").replace("signs", "")
    for number in range(1, 13):
        page = page.replace(f"> {number}  a twinning", "> a twinning")
    outcome = again(listing, page)
    assert (outcome.code, outcome.detail) == ("layout-changed", "the titles of all 10 items are equal")
    assert doubt(listing).reason == "the titles of all 10 items are equal"


def test_far_fewer_than_usual_are_taken_and_doubted(listing: Newsroom) -> None:
    first = old(10).replace(TITLES[0], "Something new of twinning").replace("'/0'", "'/new'")
    few = first[: first.index("<li><h3><a href='/1'")] + "</ul></body></html>"
    assert again(listing, few) == Outcome("ok", new=1)
    assert doubt(listing).reason == "only 1 of the usual 10 items came: its layout may have changed"
    assert doubt(listing).block == ""
    assert again(listing, few.replace("lang=en", "lang=fr")) == Outcome("ok", edited=1)
    assert doubt(listing).since is not None
    listing.wait(days=8)
    assert again(listing, few) == Outcome("ok", edited=1)
    assert doubt(listing) == Drift()


def test_a_few_less_are_no_sign(listing: Newsroom) -> None:
    assert again(listing, old(4)) == Outcome("ok")
    assert doubt(listing) == Drift()


def test_another_failure_is_no_doubt(listing: Newsroom) -> None:
    listing.web.page("/a", "gone", status=404)
    assert listing.ask().code == "not-found"
    assert doubt(listing) == Drift()
