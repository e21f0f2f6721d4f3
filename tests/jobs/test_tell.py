"""People are told: one letter a day where something is wrong, whatever happens in between, and a sign of life."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from syndicate.config.alarms import Mail
from syndicate.jobs.tell import digest, ping
from syndicate.jobs.watch import watch
from syndicate.store import incidents
from syndicate.store.incidents import Incident

from ..postbox import Postbox
from .newsroom import Newsroom, rss


@pytest.fixture
def box() -> Iterator[Postbox]:
    with Postbox() as one:
        yield one


@pytest.fixture
def mail(box: Postbox) -> Mail:
    return Mail("127.0.0.1", box.port, False, "news@example.eu", ("a@example.eu", "b@example.eu"), hour=7)


@pytest.fixture
def broken(room: Newsroom) -> Newsroom:
    """A source that has failed for a while, on a day in June at noon."""
    room.web.page("/a", rss("1 A twinning"))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.web.page("/a", "no", status=404)
    for _ in range(3):
        room.ask()
    room.now = datetime(2026, 6, 9, 12, tzinfo=UTC)
    watch(room.runtime)
    return room


def standing(room: Newsroom) -> list[Incident]:
    with room.store.read() as tx:
        return incidents.standing(tx)


def test_one_letter_a_day_whoever_sends_it(broken: Newsroom, box: Postbox, mail: Mail) -> None:
    assert [digest(broken.runtime, mail) for _ in range(3)] == [True, False, False]
    (letter,) = box.letters
    assert (letter["To"], letter["From"]) == ("a@example.eu, b@example.eu", "news@example.eu")
    assert letter["Subject"] == "Towns abroad: one thing needs you"
    assert letter["Message-ID"] == "<syndicate.2026-06-09@news.example.eu>"
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_content()
    assert "The source a (a): There is nothing at this address (HTTP 404)." in text
    assert "https://news.example.eu/status" in text
    broken.wait(hours=18)  # six o'clock
    assert not digest(broken.runtime, mail)
    broken.wait(hours=1)
    assert digest(broken.runtime, mail)
    assert len(box.letters) == 2


def test_what_is_right_again_is_told_once(broken: Newsroom, box: Postbox, mail: Mail) -> None:
    digest(broken.runtime, mail)
    broken.web.page("/a", rss("1 A twinning"))
    broken.wait(days=2)
    assert broken.refresh()["a"].code == "ok"
    watch(broken.runtime)
    assert digest(broken.runtime, mail)
    assert box.letters[-1]["Subject"] == "Towns abroad: all is well again"
    assert "is right again" in box.letters[-1].get_content()
    broken.wait(days=1)
    assert not digest(broken.runtime, mail)
    assert len(box.letters) == 2


def test_a_letter_that_is_refused_is_an_incident_and_not_lost(
    broken: Newsroom, box: Postbox, mail: Mail
) -> None:
    box.refusal = "550 we do not know them"
    assert not digest(broken.runtime, mail)
    fault = next(one for one in standing(broken) if one.kind == "mail-failed")
    assert "a@example.eu: 550 we do not know them" in fault.said
    assert not digest(broken.runtime, mail)
    broken.wait(minutes=16)
    box.refusal = ""
    assert digest(broken.runtime, mail)
    assert [one.kind for one in standing(broken)] == ["source-failing"]
    assert "could not be sent" in box.letters[0].get_content()


def test_a_server_that_is_down_is_an_incident(broken: Newsroom, mail: Mail) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert not digest(broken.runtime, replace(mail, port=port))
    assert any("Connection refused" in one.said for one in standing(broken))
    watch(broken.runtime)  # which is not for it to judge
    assert any(one.kind == "mail-failed" for one in standing(broken))


def test_a_password_is_not_told_in_the_clear(broken: Newsroom, box: Postbox, mail: Mail) -> None:
    assert not digest(broken.runtime, replace(mail, user="us", password="secret"))
    assert box.letters == []
    assert any("it offers no encryption" in one.said for one in standing(broken))


def test_the_sign_of_life_goes_out_once_a_minute(broken: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    url = broken.web.page("/ping", "ok")
    before = len(broken.web.requests)
    for _ in range(3):
        ping(broken.runtime, url)
    assert len(broken.web.requests) == before + 1
    broken.web.page("/ping", "no", status=500)
    broken.wait(minutes=1)
    ping(broken.runtime, url)
    assert len(broken.web.requests) == before + 2
    assert "the sign of life was not taken: server-error" in caplog.messages
    assert url not in caplog.text
