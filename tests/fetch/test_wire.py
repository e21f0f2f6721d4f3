"""The connection itself: what is written on it, and who is believed to be at its end."""

from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from pathlib import Path

import pytest

from syndicate.fetch import guard
from syndicate.fetch.guard import SocketInfo, info, parse
from syndicate.fetch.wire import certified, written
from syndicate.model import Request
from tests.fakes import FakeWeb, certificate

from .conftest import BODY, Fetch, code


@pytest.fixture
def secured(web: FakeWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeWeb]:
    """A server at https://localhost/ that shows a certificate which we trust."""
    file, context = certificate(tmp_path)
    web.wrap(context)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    certified.cache_clear()
    yield web
    certified.cache_clear()


def test_a_certificate_is_for_one_name(secured: FakeWeb, fetch: Fetch) -> None:
    secured.page("/feed.xml", BODY)
    codes = {}
    for host in ("localhost", "127.0.0.1"):
        place = f"{host}:{secured.port}"
        codes[host] = code(fetch(Request("source", f"https://{place}/feed.xml", allow=frozenset({place}))))
    assert codes == {"localhost": "answer 200", "127.0.0.1": "tls"}
    assert [asked.headers["host"] for asked in secured.requests] == [f"localhost:{secured.port}"]


@pytest.mark.parametrize(
    ("hosts", "wanted"), [(("127.0.0.2", "127.0.0.1"), "answer 200"), (("127.0.0.2", "127.0.0.3"), "tls")]
)
def test_another_address_is_asked_where_the_first_proves_nothing(
    secured: FakeWeb, fetch: Fetch, monkeypatch: pytest.MonkeyPatch, hosts: Sequence[str], wanted: str
) -> None:
    """The second is a server that is trusted, or none at all: then what was wrong with the first is told."""

    async def names(host: str, port: int) -> list[SocketInfo]:
        return [info(ip_address(host), port if host == secured.host else broken.port) for host in hosts]

    place = f"localhost:{secured.port}"
    secured.page("/feed.xml", BODY)
    with FakeWeb("127.0.0.2") as broken:
        monkeypatch.setattr(guard, "look_up", names)
        outcome = fetch(Request("source", f"https://{place}/feed.xml", allow=frozenset({place})))
        assert (code(outcome), broken.connections) == (wanted, 1)


def test_question_is_one_line_and_fields() -> None:
    url = parse("https://Münster.example.:8443/a%20b?c=é#d")
    assert written(url, {"Accept": "*/*", "X-Key": "é"}).decode().split("\r\n") == [
        "GET /a%20b?c=%C3%A9 HTTP/1.1",
        "Host: xn--mnster-3ya.example:8443",
        "Accept: */*",
        "X-Key: é",
        "Connection: close",
        "",
        "",
    ]


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\0b"])
def test_no_field_ends_its_line(value: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        written(parse("http://a.example/"), {"X-Key": value})
    with pytest.raises(ValueError, match="line break"):
        written(parse("http://a.example/"), {value: "x"})
