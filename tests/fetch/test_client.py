"""The fetcher against a real server: who waits for whom, what may be reached, what a fault costs."""

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from syndicate.fetch import Fetcher, Limits, client
from syndicate.fetch.client import Turns
from syndicate.model import Request
from tests.fakes import FakeWeb

from .conftest import AGENT, BODY, Fetch, code


@pytest.fixture(params=["uvloop", "asyncio"], autouse=True)
def loop(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All holds in both loops: where there is none of uvloop, asyncio's serves."""
    if request.param == "uvloop":
        pytest.importorskip("uvloop")
    else:
        monkeypatch.setattr(client, "find_spec", lambda name: None)


def test_allow_of_one_source_opens_nothing_for_another(web: FakeWeb, fetcher: Fetcher) -> None:
    url = web.page("/feed.xml", BODY)
    with FakeWeb() as other:
        requests = [
            web.request(url),
            Request("stranger", url),
            Request("neighbour", other.page("/feed.xml", BODY), allow=web.allow),
            Request("redirected", web.redirect("/away.xml", other.url("/feed.xml")), allow=web.allow),
        ]
        outcomes = {request.source: code(outcome) for request, outcome in fetcher.fetch_all(requests)}
        assert outcomes == {"source": "answer 200"} | dict.fromkeys(
            ["stranger", "neighbour", "redirected"], "blocked-address"
        )
        assert (web.connections, other.connections) == (2, 0)


def test_name_of_a_private_network_wants_its_own_allow(web: FakeWeb, fetch: Fetch) -> None:
    url = web.page("/feed.xml", BODY).replace("127.0.0.1", "localhost")
    assert code(fetch(web.request(url))) == "blocked-address"
    assert code(fetch(Request("source", url, allow=frozenset({f"localhost:{web.port}"})))) == "answer 200"
    assert len(web.requests) == 1


@pytest.mark.parametrize("limits", [Limits(total=0.3)])
def test_slow_servers(web: FakeWeb, limits: Limits) -> None:
    urls = {
        web.slow("/slow.xml", BODY, 30),
        web.drip("/drip.xml", BODY * 100, 0.05),
    }
    web.slow("/redirected.xml", BODY, 30)
    urls = {*urls, web.redirect("/moved.xml", "/redirected.xml")}
    with Fetcher(agent=AGENT, limits=limits) as fetcher:
        outcomes = {r.url: code(o) for r, o in fetcher.fetch_all(web.request(url) for url in urls)}
    assert set(outcomes.values()) == {"timeout"}


def test_one_at_a_time_for_a_host_and_many_hosts_at_once(fetcher: Fetcher) -> None:
    sites = [FakeWeb(f"127.0.0.{n}") for n in range(2, 10)]
    everyone = threading.Barrier(len(sites))  # passes only when all hosts are asked at the same time
    for site in sites:
        for n in range(3):
            site.slow(f"/{n}", BODY, 0.02)
        site.meet("/first", BODY, everyone)
    requests = [site.request(site.url(f"/{n}")) for site in sites for n in ("first", 0, 1, 2)]
    assert {code(outcome) for _, outcome in fetcher.fetch_all(requests)} == {"answer 200"}
    assert [site.most_at_once for site in sites] == [1] * len(sites)
    for site in sites:
        site.close()


def test_name_servers_that_are_slow_stop_no_others(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = threading.Barrier(16, timeout=10)  # passes only when all names are looked up at the same time

    def nowhere(*_: object, **__: object) -> list[object]:
        everyone.wait()
        raise socket.gaierror(socket.EAI_NONAME, "nobody knows")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    requests = [Request(f"{n}", f"http://{n}.example/feed") for n in range(everyone.parties)]
    assert {code(outcome) for _, outcome in fetcher.fetch_all(requests)} == {"dns"}


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_nothing_stays_open_at_a_server_that_says_nothing(scheme: str) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        Fetcher(agent=AGENT, limits=Limits(connect=0.2, total=0.3)) as fetcher,
    ):
        place = f"127.0.0.1:{server.getsockname()[1]}"
        request = Request("silent", f"{scheme}://{place}/", allow=frozenset({place}))
        assert [code(outcome) for _, outcome in fetcher.fetch_all([request])] == ["timeout"]
        assert heard(server)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_nothing_stays_open_where_nobody_waits_any_more(web: FakeWeb, fetcher: Fetcher, scheme: str) -> None:
    with socket.create_server(("127.0.0.2", 0)) as server:
        place = f"127.0.0.2:{server.getsockname()[1]}"
        silent = Request("silent", f"{scheme}://{place}/", allow=frozenset({place}))
        arriving = fetcher.fetch_batches([silent, web.request(web.page("/feed.xml", BODY))])
        assert [request.source for request, _ in next(arriving)] == ["source"]
        del arriving
        assert heard(server)


def heard(server: socket.socket) -> bytes:
    """Hear one connection to its end."""
    server.settimeout(5)
    opened, _ = server.accept()
    with opened:
        opened.settimeout(5)
        return b"".join(iter(lambda: opened.recv(4096), b""))


def test_waiting_for_a_host_is_not_part_of_the_time_limit(web: FakeWeb) -> None:
    urls = [web.slow(f"/{n}", BODY, 0.2) for n in range(8)]
    with Fetcher(agent=AGENT, limits=Limits(total=1)) as fetcher:
        outcomes = [code(o) for _, o in fetcher.fetch_all(web.request(url) for url in urls)]
    assert outcomes == ["answer 200"] * 8


def test_slow_consumer_makes_nothing_late(web: FakeWeb) -> None:
    urls = [web.page(f"/{n}", BODY) for n in range(5)]
    outcomes = []
    with Fetcher(agent=AGENT, limits=Limits(total=0.5)) as fetcher:
        for _, outcome in fetcher.fetch_all([web.request(url) for url in urls]):
            outcomes.append(code(outcome))
            threading.Event().wait(0.3)
    assert outcomes == ["answer 200"] * 5


def test_requests_are_taken_only_as_they_are_needed(web: FakeWeb, fetcher: Fetcher) -> None:
    taken = 0

    def endless() -> Iterator[Request]:
        nonlocal taken
        while True:
            taken += 1
            yield web.request(url)

    url = web.page("/feed.xml", BODY)
    for count, _ in enumerate(fetcher.fetch_all(endless())):
        if count == 3:
            break
    assert taken < 200
    assert code(next(fetcher.fetch_all([web.request(url)]))[1]) == "answer 200"


def test_several_threads_at_once_and_one_inside_another(web: FakeWeb, fetcher: Fetcher) -> None:
    counts: list[int] = []
    urls = [web.page(f"/{n}", BODY) for n in range(10)]

    def work() -> None:
        requests = [web.request(url) for url in urls]
        counts.append(
            sum(len(list(fetcher.fetch_all([request]))) for request, _ in fetcher.fetch_all(requests))
        )

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [10] * 4
    assert web.most_at_once == 1


def test_files_come_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "news.atom").write_text("<feed/>")
    with Fetcher(agent=AGENT, folder=tmp_path) as fetcher:
        requests = [Request("a", "file:news.atom"), Request("b", "file:../x")]
        outcomes = {request.source: code(outcome) for request, outcome in fetcher.fetch_all(requests)}
    assert outcomes == {"a": "answer 200", "b": "file-outside"}


def test_fault_of_ours_costs_one_request(
    web: FakeWeb, fetcher: Fetcher, caplog: pytest.LogCaptureFixture
) -> None:
    url = web.page("/feed.xml", BODY)
    nonsense: Any = 7
    requests = [Request("broken", nonsense), web.request(url)]
    with caplog.at_level(logging.ERROR):
        outcomes = {request.source: code(outcome) for request, outcome in fetcher.fetch_all(requests)}
    assert outcomes == {"broken": "internal", "source": "answer 200"}
    assert "Traceback" in caplog.text
    assert "broken" in caplog.text


def test_closed_fetcher_says_so(web: FakeWeb) -> None:
    urls = [web.slow(f"/{n}", BODY, 30) for n in range(2)]
    quick = web.page("/quick", BODY)
    fetcher = Fetcher(agent=AGENT)
    arriving = fetcher.fetch_all(web.request(url) for url in [quick, *urls])
    assert next(arriving)[0].url == quick
    fetcher.close()
    fetcher.close()
    with pytest.raises(RuntimeError, match="closed"):
        list(arriving)
    with pytest.raises(RuntimeError, match="closed"):
        list(fetcher.fetch_all([web.request(quick)]))


def test_a_host_has_a_rest_between_two_turns() -> None:
    """Of whatever spelling; another host takes its turn meanwhile."""
    pause = 0.2
    taken: list[tuple[str, float]] = []

    async def take(turns: Turns, name: str) -> None:
        async with turns.take(name, pause):
            taken.append((name, monotonic()))

    async def take_all() -> None:
        turns = Turns(8)
        await asyncio.gather(*(take(turns, name) for name in ("a.example", "A.EXAMPLE.", "b.example")))

    with asyncio.Runner(loop_factory=client.event_loop) as runner:
        runner.run(take_all())
    assert [name for name, _ in taken] == ["a.example", "b.example", "A.EXAMPLE."]
    assert taken[2][1] - taken[0][1] >= pause
