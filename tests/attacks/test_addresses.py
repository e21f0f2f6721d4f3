"""Addresses that try to lead the fetcher into a private network: each is refused, and no packet goes there."""

import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_address

import pytest

from syndicate.fetch import Fetcher
from syndicate.fetch.guard import reason
from syndicate.model import Failure, Request
from tests.fakes import FakeWeb

REFUSED = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16
    169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.9 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1
    198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a00:1
    64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:f5ff:fffe 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 3fff::1 5f00::1
    fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 ff0e::1
""".split()

HOSTS = """
    2130706433 0x7f000001 017700000001 0x7f.1 0177.0.0.1 127.1 127.0.1 0 0.0.0.0 ①②⑦.⓪.⓪.① 127。0。0。1 １２７.０.０.１
    127.0.0.1. localhost LOCALHOST 10.1 0xa9fea9fe 2852039166 169.254.169.254. 168.63.129.16
    [::] [::1] [0:0:0:0:0:0:0:1] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::127.0.0.1]
    [2002:7f00:1::] [fd00:ec2::254] [ff02::1] [fec0::1]
""".split()

MALFORMED = [
    "http://127.0.0.1:{port}\\@public.example/",
    "http://public.example\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\t/",
    "http://127.0.0.1:{port}/\r\nHost: x",
    "http://127.0.0.1:{port} .public.example/",
    "http://public.example@127.0.0.1:{port}/",
    "http://user:word@127.0.0.1:{port}/",
    "http://127%2e0%2e0%2e1:{port}/",
    "http://127.0.0.1%00.public.example:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://[::1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http://:{port}/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:99999/",
    "gopher://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    "",
]

connects: list[object] = []
watching = False


def watch(event: str, values: tuple[object, ...]) -> None:
    """Write down every attempt of this process to send a packet to an internet address."""
    if watching and event in ("socket.connect", "socket.sendto") and isinstance(values[-1], tuple):
        connects.append(values[-1])


sys.addaudithook(watch)  # for good: the interpreter offers no way to take one away


@pytest.fixture
def attempts() -> Iterator[list[object]]:
    global watching
    connects.clear()
    watching = True
    yield connects
    watching = False


@pytest.fixture(scope="module")
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as web:
        yield web


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(agent="Test/1.0") as fetcher:
        yield fetcher


def failure(fetcher: Fetcher, request: Request) -> str:
    [(_, outcome)] = fetcher.fetch_all([request])
    assert isinstance(outcome, Failure), outcome
    return outcome.code


@pytest.mark.parametrize("address", REFUSED)
def test_address(address: str) -> None:
    assert reason(ip_address(address))


@pytest.mark.parametrize("host", HOSTS)
def test_spelling(host: str, web: FakeWeb, fetcher: Fetcher, attempts: list[object]) -> None:
    before = web.connections
    for scheme in ("http", "https"):
        request = Request("attacker", f"{scheme}://{host}:{web.port}/")
        assert failure(fetcher, request) == "blocked-address"
    assert web.connections == before
    assert [a for a in attempts if isinstance(a, tuple) and a[1] == web.port] == []


@pytest.mark.parametrize("host", HOSTS)
def test_redirect(host: str, web: FakeWeb, fetcher: Fetcher, attempts: list[object]) -> None:
    with FakeWeb("127.0.0.2") as lure:
        target = f"http://{host}:{web.port}/"
        assert failure(fetcher, lure.request(lure.redirect("/feed.xml", target))) == "blocked-address"
        assert [a for a in attempts if isinstance(a, tuple) and a[1] == web.port] == []


@pytest.mark.parametrize("text", MALFORMED)
def test_malformed_redirect(text: str, web: FakeWeb, fetcher: Fetcher, attempts: list[object]) -> None:
    """Whatever of it is taken for a path of the same server, or refused: nothing reaches the other one."""
    with FakeWeb("127.0.0.2") as lure:
        location = text.format(port=web.port).replace("\r\n", "%0D%0A")
        request = replace(lure.request(lure.redirect("/feed.xml", location)), allow=lure.allow)
        assert failure(fetcher, request) in ("bad-redirect", "blocked-address", "not-found")
        assert [a for a in attempts if isinstance(a, tuple) and a[1] == web.port] == []


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        ["93.184.215.14", "127.0.0.1"],
        ["2606:4700::1111", "::1"],
        ["93.184.215.14", "::ffff:10.0.0.1"],
        ["169.254.169.254"],
        ["fd00:ec2::254"],
    ],
)
def test_name_that_leads_inside(
    answers: list[str], fetcher: Fetcher, attempts: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bad address among several refuses the name; it is resolved once, so that no later answer counts."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        wide, narrow = socket.AF_INET6, socket.AF_INET
        found = [(wide, (one, port, 0, 0)) if ":" in one else (narrow, (one, port)) for one in answers]
        return [(family, socket.SOCK_STREAM, 6, "", target) for family, target in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    for name in ("rebound.example", "metadata.google.internal"):
        assert failure(fetcher, Request("attacker", f"https://{name}/feed")) == "blocked-address"
    assert asked == ["rebound.example", "metadata.google.internal"]
    assert attempts == []


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_allowed_is_exactly_that(host: str, fetcher: Fetcher, attempts: list[object]) -> None:
    """That a source may reach one server inside opens none beside it, nor another port of it."""
    with FakeWeb("127.0.0.2") as own:
        url = own.redirect("/feed.xml", f"http://{host}:{own.port + 1}/")
        assert failure(fetcher, own.request(url)) == "blocked-address"
        assert [a for a in attempts if isinstance(a, tuple) and a[1] == own.port + 1] == []


@pytest.mark.parametrize("text", MALFORMED)
def test_malformed(text: str, web: FakeWeb, fetcher: Fetcher, attempts: list[object]) -> None:
    request = Request("attacker", text.format(port=web.port), allow=web.allow)
    assert failure(fetcher, request) == "bad-address"
    assert attempts == []
