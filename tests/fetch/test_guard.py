"""The guard's decisions that need no network; hostile spellings are in tests/attacks."""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.errors import SourceError
from syndicate.fetch import guard
from syndicate.fetch.guard import Address, SocketInfo, allowed, info, judge, open_socket, parse, reason


def resolve(*addresses: str, host: str = "news.example", trusted: bool = False) -> list[Address]:
    """Ask for a server by a name service that knows one answer."""

    def names(host: str, port: int, **_: object) -> list[SocketInfo]:
        return [info(ip_address(address), port) for address in addresses]

    async def ask() -> list[SocketInfo]:
        with pytest.MonkeyPatch.context() as patch:
            if addresses:
                patch.setattr(socket, "getaddrinfo", names)
            return await guard.resolve(parse(f"http://{host}/"), trusted=trusted)

    return [ip_address(target[0]) for *_, target in asyncio.run(ask())]


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"]
)
def test_public_addresses_may_be_reached(address: str) -> None:
    assert reason(ip_address(address)) is None


@given(st.ip_addresses())
def test_nothing_is_reached_that_python_calls_private(address: IPv4Address | IPv6Address) -> None:
    if not address.is_global or address.is_multicast:
        inner = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        assert reason(address) or (inner and not reason(inner))


@pytest.mark.parametrize(
    "addresses",
    [("127.0.0.1",), ("1.1.1.1", "10.0.0.1"), ("1.1.1.1", "::1"), ("2606:4700::1111", "::ffff:10.0.0.1")],
)
def test_one_bad_address_refuses_the_name(addresses: tuple[str, ...]) -> None:
    with pytest.raises(SourceError) as caught:
        resolve(*addresses)
    assert caught.value.code == "blocked-address"
    assert resolve(*addresses, trusted=True) == list(map(ip_address, addresses))


def test_good_names_resolve() -> None:
    both = "1.1.1.1", "2606:4700::1111"
    assert resolve(*both) == list(map(ip_address, both))


def test_an_address_needs_no_name_service() -> None:
    assert resolve(host="1.1.1.1") == [ip_address("1.1.1.1")]
    assert resolve(host="[2606:4700::1111]") == [ip_address("2606:4700::1111")]
    assert resolve(host="0x7f.1", trusted=True) == [ip_address("127.0.0.1")]
    with pytest.raises(SourceError):
        resolve(host="0x7f.1")


def test_names_that_cannot_be_resolved() -> None:
    with pytest.raises(SourceError) as caught:
        resolve(host="a" * 64)
    assert caught.value.code == "bad-address"
    with pytest.raises(socket.gaierror):
        resolve(host="nothing.invalid")


def test_socket_is_made_only_for_a_public_address() -> None:
    with open_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("1.1.1.1", 80))) as opened:
        assert opened.family == socket.AF_INET
    with pytest.raises(SourceError, match="private or reserved network"):
        open_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.0.0.1", 80)))


@pytest.mark.parametrize(
    ("url", "entry", "yes"),
    [
        ("http://intranet:8080/news", "intranet:8080", True),
        ("http://INTRANET:8080/", "intranet:8080", True),
        ("http://intranet/", "intranet:80", True),
        ("https://intranet/", "intranet:443", True),
        ("http://intranet/", "intranet:8080", False),
        ("http://intranet:8080/", "other:8080", False),
        ("http://sub.intranet:8080/", "intranet:8080", False),
        ("http://10.0.0.5:8080/", "10.0.0.5:8080", True),
        ("http://10.0.0.5:8080/", "intranet:8080", False),
        ("http://[::1]:8080/", "[0:0:0:0:0:0:0:1]:8080", True),
        ("http://münchen.example:80/", "münchen.example:80", True),
        ("http://[::ffff:10.0.0.5]:80/", "10.0.0.5:80", False),
    ],
)
def test_allow_is_exactly_one_host_and_port(url: str, entry: str, yes: bool) -> None:
    assert allowed(parse(url), {entry}) == yes


def test_a_literal_address_of_a_private_network_is_refused() -> None:
    judge(parse("http://9.9.9.9:8080/"))
    with pytest.raises(SourceError, match="is a private network"):
        judge(parse("http://10.0.0.5:8081/"))
