"""Stories of editors who decide about items on pages."""

import pytest
from sqlalchemy import update

from syndicate.store import decisions
from syndicate.store.tables import variants

from ..operators import post
from ..site import variant
from .conftest import Desk

ITEM = "/status/desk/item/u1"


def decide(desk: Desk, uid: str = "u1", **fields: str) -> str:
    """Fill in a form of an item and send it; give the page that comes then."""
    path = f"/status/desk/item/{uid}"
    assert post(desk.client, path, path, **fields).status_code == 303
    desk.work()
    return desk.read(path)


def test_items_are_found_by_what_an_editor_knows_of_them(desk: Desk) -> None:
    for query, found in {
        "": {"hills", "weather"},
        "words=weath": {"weather"},
        "category=development": {"hills"},
        "state=unfiled": {"weather"},
        "state=decided": set(),
        "source=cemr": {"hills", "weather"},
        "source=vng": set(),
        "words=%22nothing%22": set(),
    }.items():
        page = desk.read(f"/status/desk?{query}")
        assert {word for word in ("hills", "weather") if word in page} == found, query


def test_long_lists_have_pages(desk: Desk) -> None:
    for number in range(30):
        desk.site.add(f"n{number}", variant(title=f"Number {number}", link=f"https://cemr.example/n{number}"))
    first = desk.read("/status/desk")
    assert "Number 29" in first
    assert "weather" not in first
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "weather" in desk.read(older)


def test_who_is_not_signed_in_sees_and_decides_nothing(desk: Desk) -> None:
    desk.client.delete_cookie("__Host-syndicate")
    for path in ("/status/desk", ITEM, "/status/desk/review", "/status/desk/add", "/status/config"):
        assert desk.client.get(path).status_code == 401
    assert desk.client.post(ITEM, data={"kind": "hide"}).status_code == 403


def test_a_form_without_its_token_changes_nothing(desk: Desk) -> None:
    assert desk.client.post(ITEM, data={"kind": "hide"}).status_code == 403
    desk.work()
    assert desk.categories("u1") == ["development", "strict-news"]


def test_an_item_is_hidden_and_that_is_undone(desk: Desk) -> None:
    page = decide(desk, kind="hide", why="It is <i>not</i> ours")
    assert "It is &lt;i&gt;not&lt;/i&gt; ours" in page
    assert "ann, " in page
    assert desk.categories("u1") == []
    ref = page.split('name="ref" value="')[1].split('"')[0]
    assert post(desk.client, f"{ITEM}/undo", ITEM, ref=ref).status_code == 303
    desk.work()
    assert desk.categories("u1") == ["development", "strict-news"]
    assert "Undone by ann" in desk.read(ITEM)
    with desk.site.store.read() as tx:
        [(told, _)] = decisions.every(tx)
    assert told.undone
    assert told.undone.by == "ann"


def test_a_contact_is_removed_from_the_page_of_an_item(desk: Desk) -> None:
    """Also where its source prints it again: what is stored is not looked at."""
    with desk.site.store.write() as tx:
        tx.execute(update(variants).values(contact="Ann Example, +32 2 500 05 39"))
    assert "Ann Example" in desk.read("/en/item/u1")
    page = decide(desk, kind="contact", why="She asked us to")
    assert "Contact removed" in page
    assert "Ann Example" not in desk.read("/en/item/u1")
    assert desk.categories("u1") == ["development", "strict-news"]


def test_an_item_is_put_in_and_taken_out(desk: Desk) -> None:
    page = decide(desk, "u2", kind="place", category="development", side="in", why="Still")
    assert desk.categories("u2") == ["development"]
    assert "an editor put it in: ann, 2026-11-22 (Still)" in page
    assert "in: ann put it in on 2026-11-22 (Still)" in desk.read("/status/explain/u2")
    decide(desk, "u1", kind="place", category="strict-news", side="out")
    assert desk.categories("u1") == ["development"]


def test_a_title_is_corrected_and_text_of_others_is_text(desk: Desk) -> None:
    page = decide(desk, kind="title", language="en", title='A town "on" <script>hills</script>')
    assert "A town &#34;on&#34; &lt;script&gt;hills&lt;/script&gt;" in page
    assert "A town of &lt;b&gt;hills&lt;/b&gt;" in page
    assert "<script>" not in page
    assert "&lt;script&gt;hills" in desk.client.get("/en/development").text


def test_a_pinned_item_stands_first_until_its_day_is_over(desk: Desk) -> None:
    desk.site.add("u3", variant(title="Newer town", link="https://cemr.example/3"), "development", hours=0)
    told = decide(desk, kind="pin", until="2026-11-23")
    assert "23 November 2026" in told
    page = desk.client.get("/en/development").text
    assert page.index("hills") < page.index("Newer town")
    assert page.count("hills</a>") + page.count("hills&lt;/b&gt;</a>") == 1
    assert "Pinned" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "pin", "until": "soon"}, "Write the last day"),
        ({"kind": "pin", "until": "2026-11-21"}, "Choose a day"),
        ({"kind": "pin", "until": "2036-11-21"}, "Choose a day"),
        ({"kind": "pin", "until": "9999-12-31"}, "Write the last day"),
        ({"kind": "place", "category": "nowhere"}, "Choose a category"),
        ({"kind": "title", "title": "  "}, "Write a title"),
        ({"kind": "title", "title": "x" * 1001}, "Write a title"),
        ({"kind": "withdraw", "reason": ""}, "Say why"),
    ],
)
def test_what_cannot_be_is_said(desk: Desk, fields: dict[str, str], said: str) -> None:
    assert said in decide(desk, **fields)
    with desk.site.store.read() as tx:
        assert decisions.every(tx) == []


def test_an_item_is_withdrawn(desk: Desk) -> None:
    page = decide(desk, kind="withdraw", reason="Printed by mistake")
    assert "It is withdrawn" in page
    assert desk.client.get("/en/item/u1").status_code == 410


def test_what_is_hidden_has_no_page(desk: Desk) -> None:
    assert desk.client.get("/en/item/u1").status_code == 200
    decide(desk, kind="hide")
    assert desk.client.get("/en/item/u1").status_code == 404


def test_decisions_of_another_item_are_not_undone_here(desk: Desk) -> None:
    page = decide(desk, "u2", kind="hide")
    ref = page.split('name="ref" value="')[1].split('"')[0]
    assert post(desk.client, f"{ITEM}/undo", ITEM, ref=ref).status_code == 404


def test_the_desk_says_where_feeds_yaml_decides(desk: Desk) -> None:
    text = desk.worker.path.read_text(encoding="utf-8")
    named = text.replace(
        "any: [town]\n  strict", "any: [town]\n    expect: {in: [A town of <b>hills</b>]}\n  strict"
    )
    assert named != text
    desk.worker.path.write_text(named, encoding="utf-8")
    desk.worker.follow()
    desk.worker.follow()
    desk.anew()
    page = decide(desk, kind="place", category="development", side="out")
    assert "feeds.yaml names this item itself" in page
    assert "It has no effect" in page
    assert "development" in desk.categories("u1")


def test_a_title_is_corrected_only_in_a_language_that_the_item_has(desk: Desk) -> None:
    assert post(desk.client, ITEM, ITEM, kind="title", language="fi", title="Kunta").status_code == 400
    with desk.site.store.read() as tx:
        assert decisions.every(tx) == []


def test_reasons_are_kept_as_far_as_there_is_room_and_without_what_no_database_takes(desk: Desk) -> None:
    decide(desk, kind="hide", why="Twice\0\n" + "x" * 3000)
    with desk.site.store.read() as tx:
        [(kept, _)] = decisions.every(tx)
    assert kept.note.startswith("Twice xxx")
    assert len(kept.note) == 2000


@pytest.mark.parametrize("before", ["9" * 30, "-1", "0", "x"])
def test_a_list_that_goes_on_nowhere_begins_anew(desk: Desk, before: str) -> None:
    assert "weather" in desk.read(f"/status/desk?before={before}")


@pytest.mark.parametrize("path", ["/status/desk?words=%00", "/status/sources/%00", "/en/search?q=a%00b"])
def test_an_address_with_a_nul_is_none(desk: Desk, path: str) -> None:
    assert desk.client.get(path).status_code == 404
