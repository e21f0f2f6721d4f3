"""Which addresses may be reached: an address in, nothing or a `SourceError` out; it opens no connection itself.

Decided on what is connected to, never on how it is written: for literal addresses before a hop, for names after they are
resolved (one bad address refuses the name), and once more when the socket is made. Ports are not judged: feeds live on
many, and what a port may do on a public network is its owner's decision.
"""

import asyncio
import re
import socket
from collections.abc import Collection
from functools import lru_cache, partial
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from aiohappyeyeballs import AddrInfoType
from yarl import URL

from ..errors import SourceError

Address = IPv4Address | IPv6Address
SocketInfo = AddrInfoType

# Named here although `ipaddress` knows most of them: its answer differs between versions of Python, and calls some
# of these global (multicast, 6to4 relays, a cloud's own server).
REFUSED = tuple(
    (ip_network(network), name)
    for network, name in (
        ("0.0.0.0/8", "this host"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's own network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud's own server"),
        ("169.254.0.0/16", "a link-local network"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved network"),
        ("192.0.2.0/24", "a network for examples"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a network for measurements"),
        ("198.51.100.0/24", "a network for examples"),
        ("203.0.113.0/24", "a network for examples"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "a reserved network"),
        ("2001::/23", "a reserved network, or Teredo"),
        ("2001:db8::/32", "a network for examples"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "a network for examples"),
    )
)
GLOBAL_UNICAST = ip_network("2000::/3")  # the only part of IPv6 in which public servers live (RFC 4291, 2.4)
NAT64 = ip_network("64:ff9b::/96")  # how an IPv6-only network reaches public IPv4 servers (RFC 6052)


def reason(address: Address) -> str | None:
    """Say which kind of network forbids the address, or None when it may be reached."""
    if isinstance(address, IPv6Address):
        inner = embedded(address)
        if inner is not None:
            return reason(inner)
        if address not in GLOBAL_UNICAST:
            return "not a public network"
    for network, name in REFUSED:
        if address in network:
            return name
    return None if address.is_global else "not a public network"


def embedded(address: IPv6Address) -> IPv4Address | None:
    """Find the IPv4 server to which an IPv6 address leads; forms that are out of use are refused whole instead."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped


def parse(text: str) -> URL:
    """Read an http(s) address by the one parser that connecting uses too; raise `SourceError` when it is none."""
    if re.search(r"[\s\\\x00-\x20\x7f]", text):
        raise SourceError("bad-address", "a space, a backslash or a control character in it")
    try:
        url = URL(text)
    except ValueError as error:
        raise SourceError("bad-address", str(error)) from error
    if url.scheme not in ("http", "https") or not url.port:
        raise SourceError("bad-address", "not http:// or https:// and a server")
    if url.user is not None or url.password is not None:
        raise SourceError("bad-address", "a user name or password in it")
    if not re.fullmatch(r"[0-9A-Za-z._-]+|[0-9a-f:.]+", url.raw_host or ""):
        raise SourceError("bad-address", "not the name of a server")
    return url.with_fragment(None) if "#" in text else url


def host(address: str) -> str:
    """Give the name of a server in one spelling, whatever its port: what is left in peace together."""
    return str(parse(address).raw_host).rstrip(".")


def origin(address: str) -> str:
    """Give scheme, host and port of an address in one spelling."""
    return str(parse(address).origin())


def literal(url: URL) -> Address | None:
    """Read the host as an address, in every spelling that the system's resolver would take for one."""
    return numeric((url.raw_host or "").rstrip("."))


@lru_cache(4096)
def numeric(host: str) -> Address | None:
    """Do the same for a host, which is looked at three times for each question."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def endpoint(url: URL) -> tuple[str, int | None]:
    """Give host and port in one spelling."""
    return str(literal(url) or url.raw_host), url.port


@lru_cache(4096)
def named(entry: str) -> tuple[str, int | None]:
    """Give host and port of an entry of `allow`, which is asked for again and again."""
    return endpoint(parse(f"http://{entry}"))


def allowed(url: URL, allow: Collection[str]) -> bool:
    """Tell whether the operator named exactly this host and port."""
    return bool(allow) and endpoint(url) in map(named, allow)


def judge(url: URL) -> None:
    """Refuse a literal address that may not be reached; names are judged when they are resolved."""
    address = literal(url)
    if address is not None:
        admit(str(url.raw_host), address)


def admit(host: str, address: Address) -> None:
    """Refuse an address that may not be reached."""
    name = reason(address)
    if name:
        raise SourceError("blocked-address", f"{host}: {address} is {name}")


async def resolve(url: URL, *, trusted: bool) -> list[SocketInfo]:
    """Find the addresses of a server; one that may not be reached refuses the name, unless the hop is allowed."""
    host, port, address = str(url.raw_host), int(url.port or 0), literal(url)
    if address is not None:  # asks nobody
        found = [info(address, port)]
    else:
        found = await look_up(host, port)
    for *_, target in () if trusted else found:
        admit(host, ip_address(target[0]))
    return found


def info(address: Address, port: int) -> SocketInfo:
    """Write an address as the system's resolver does."""
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    target = (str(address), port, 0, 0) if address.version == 6 else (str(address), port)
    return family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", target


async def look_up(host: str, port: int) -> list[SocketInfo]:
    """Ask the system's resolver, which takes a thread: one of the loop's executor, since some loops have but four of their own."""
    ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    try:
        return [*await asyncio.get_running_loop().run_in_executor(None, ask)]
    except UnicodeError as error:  # a label that is empty or too long
        raise SourceError("bad-address", str(error)) from error


def open_socket(info: SocketInfo) -> socket.socket:
    """Make the socket of a connection, after a last look at where it goes."""
    family, kind, protocol, _, target = info
    host = str(target[0])
    admit(host, ip_address(host))
    return socket.socket(family, kind, protocol)
