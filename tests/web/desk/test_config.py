"""Stories of feeds.yaml on a page: checked in place, shown with what it would change, applied or downloaded."""

from io import BytesIO

import pytest

from ..operators import post, token_in
from ..site import FEEDS
from .conftest import Desk

WIDER = FEEDS.replace("any: [town]\n  strict", "any: [town, weather]\n  strict")


def base_of(page: str) -> str:
    return page.split('name="base" value="')[1].split('"')[0]


def check(desk: Desk, text: str) -> str:
    """Send a text; give the address of what came of it."""
    page = desk.read("/status/config")
    answer = post(desk.client, "/status/config", "/status/config", text=text, base=base_of(page))
    assert answer.status_code == 303
    return answer.location


def test_the_file_is_shown_with_the_numbers_of_its_lines(desk: Desk) -> None:
    page = desk.read("/status/config")
    assert "id: news.example.eu,2026" in page
    assert '<span id="line-3">3</span>' in page


def test_mistakes_stand_beside_their_lines(desk: Desk) -> None:
    address = check(desk, FEEDS.replace("about: {en: News", "abuot: {en: <b>News"))
    assert "refresh" in desk.read(address)
    desk.work()
    page = desk.read(address)
    assert '<a href="#line-5">feeds.yaml:5:3</a>' in page
    assert '<span id="line-5" class="bad">5</span>' in page
    assert "abuot: {en: &lt;b&gt;News" in page
    assert "<b>News" not in page


def test_what_would_change_is_shown_with_reasons(desk: Desk) -> None:
    address = check(desk, WIDER.replace("  quiet: {", "  louder: {"))
    desk.work()
    page = desk.read(address)
    assert "Enter: 1. Leave: 0. Stay: 1." in page
    assert "any[1] &#39;weather&#39;: title has &#39;weather&#39;" in page
    assert "louder" in page
    assert "SYNDICATE_EDITABLE=yes" in page
    got = desk.client.get(f"{address}/feeds.yaml")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert "louder" in got.text
    assert "louder" in desk.read(f"{address}/edit")


def test_it_is_applied_where_that_is_allowed_and_a_backup_is_kept(desk: Desk) -> None:
    desk.worker.editable = True
    address = check(desk, WIDER)
    desk.work()
    written = post(desk.client, f"{address}/apply", address)
    desk.work()
    assert desk.client.get(written.location).status_code == 303
    assert desk.worker.path.read_text(encoding="utf-8") == WIDER
    assert desk.worker.path.with_name("feeds.yaml.bak").read_text(encoding="utf-8") == FEEDS


def test_it_is_not_applied_where_that_is_not_allowed(desk: Desk) -> None:
    address = check(desk, WIDER)
    desk.work()
    written = post(desk.client, f"{address}/apply", address)
    desk.work()
    assert "may not write feeds.yaml" in desk.read(written.location)
    assert desk.worker.path.read_text(encoding="utf-8") == FEEDS


def test_what_somebody_else_changed_meanwhile_is_not_lost(desk: Desk) -> None:
    desk.worker.editable = True
    address = check(desk, WIDER)
    desk.worker.path.write_text(f"{FEEDS}# by hand\n", encoding="utf-8")
    written = post(desk.client, f"{address}/apply", "/status/config")
    desk.work()
    assert "was changed meanwhile" in desk.read(written.location)
    assert "changed meanwhile" in desk.read(address)
    assert desk.worker.path.read_text(encoding="utf-8").endswith("# by hand\n")


def test_a_wrong_text_is_never_written(desk: Desk) -> None:
    desk.worker.editable = True
    address = check(desk, "nothing: of it\n")
    written = post(desk.client, f"{address}/apply", "/status/config")
    desk.work()
    assert desk.client.get(written.location).status_code == 200
    assert desk.worker.path.read_text(encoding="utf-8") == FEEDS


@pytest.mark.parametrize(("body", "said"), [(WIDER.encode(), "Enter: 1."), (b"\xff\xfe", "not in UTF-8")])
def test_a_file_is_uploaded(desk: Desk, body: bytes, said: str) -> None:
    page = desk.read("/status/config")
    form = {"csrf": token_in(page), "base": base_of(page), "text": "", "file": (BytesIO(body), "feeds.yaml")}
    answer = desk.client.post("/status/config", data=form, content_type="multipart/form-data")
    desk.work()
    assert said in desk.read(answer.location)


def test_a_secret_is_never_shown(desk: Desk) -> None:
    secret = FEEDS.replace("republish: full}", 'republish: full, headers: {X-Key: "${KEY}"}}')
    desk.worker.secrets = {"KEY": "hunter2-hunter2"}
    address = check(desk, secret)
    desk.work()
    assert "hunter2" not in desk.read(address)
    assert "sources.cemr.headers" in desk.read(address)


def test_a_name_that_nobody_was_given_is_none(desk: Desk) -> None:
    assert desk.client.get("/status/config/nothing").status_code == 404


def test_what_was_written_by_a_worker_that_died_is_told_as_written(desk: Desk) -> None:
    desk.worker.editable = True
    address = check(desk, WIDER)
    desk.work()
    written = post(desk.client, f"{address}/apply", address)
    desk.worker.path.write_text(WIDER, encoding="utf-8")  # the kill came before it could say so
    desk.work()
    assert desk.client.get(written.location).status_code == 303


def test_what_is_too_large_is_told_so_and_not_kept(desk: Desk) -> None:
    page = desk.read("/status/config")
    large = post(desk.client, "/status/config", "/status/config", text="#" * 1_000_001, base=base_of(page))
    assert "larger than 1 MB" in desk.read(large.location)
    huge = post(desk.client, "/status/config", "/status/config", text="#" * 5_000_000)
    assert huge.status_code == 413
    assert "Too large" in huge.text
