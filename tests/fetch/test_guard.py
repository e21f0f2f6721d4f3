"""The guard's decisions that need no network; hostile spellings are in tests/attacks."""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from syndicate.errors import SourceError
from syndicate.fetch.guard import Resolver, allowed, judge, open_socket, parse, reason


class Names(AbstractResolver):
    """A name server that knows one answer."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        if len(host) > 63:
            raise UnicodeError("label too long")
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in self.addresses
        ]

    async def close(self) -> None:
        self.addresses = ()


def resolve(*addresses: str, host: str = "news.example", trusted: bool = False) -> list[str]:
    found = asyncio.run(Resolver(Names(*addresses), trusted=trusted).resolve(host, 80))
    return [result["host"] for result in found]


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
    assert resolve(*addresses, trusted=True) == list(addresses)


def test_good_names_resolve() -> None:
    assert resolve("1.1.1.1", "2606:4700::1111") == ["1.1.1.1", "2606:4700::1111"]


def test_names_that_cannot_be_resolved() -> None:
    with pytest.raises(SourceError) as caught:
        resolve(host="a" * 64)
    assert caught.value.code == "bad-address"
    with pytest.raises(socket.gaierror):
        resolve()


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
