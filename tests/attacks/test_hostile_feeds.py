"""A feed made to harm costs its own source at most: it ends within bounds, opens nothing, asks nobody, says nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from syndicate.config.sources import FeedSource
from syndicate.errors import SENTENCES, SourceError
from syndicate.line import entries_of
from syndicate.model import Answer

from ..fakes import FakeWeb
from .documents import SHAPES, item

BESIDE = Path(__file__).parents[3] / "shared" / "corpus"
SCRIPT = Path(os.environ.get("SYNDICATE_CORPUS") or BESIDE) / "hostile" / "generate.py"
SOURCE = FeedSource(name="A source", feed="https://s.test/feed")
FINE = item("<description>All is well.</description>")

# Which of the collection are no feeds; of the others something can be read.
CODES = {
    "binary.xml": "unreadable",
    "cloudflare_challenge.xml": "challenge",
    "empty.xml": "empty",
    "gzip_magic_not_gzip.xml": "unreadable",
    "html_instead.xml": "not-a-feed",
    "json_instead.xml": "unreadable",
    "many_attributes.xml": "unreadable",
    "only_ws.xml": "empty",
    "regex_dos_doctype.xml": "unreadable",
    "zip_bomb.xml.gz": "unreadable",
}
EXPENSIVE = {"deep_nesting_200k.xml", "regex_dos_email.xml"}  # read or given up, as the machine is


def came(body: bytes) -> tuple[str, str]:
    """Read a body as the service does; give what came of it, and all that would be kept."""
    try:
        reading = entries_of(Answer("https://h.test/feed", 200, body), SOURCE)
    except SourceError as error:
        return error.code, ""
    return "ok", repr(asdict(reading))


@pytest.mark.parametrize(("made", "expected"), SHAPES.values(), ids=SHAPES)
def test_shapes_end_within_bounds_and_others_are_read(made: Callable[[], bytes], expected: set[str]) -> None:
    code, _ = came(made())
    assert code in expected & {"ok", *SENTENCES}
    assert "All is well." in came(FINE)[1]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "{url}">]>',
        '<!DOCTYPE rss [<!ENTITY x PUBLIC "-//A//B" "{url}">]>',
        '<!DOCTYPE rss SYSTEM "{url}">',
        '<!DOCTYPE rss [<!ENTITY % f SYSTEM "file:///etc/passwd"><!ENTITY % d SYSTEM "{url}">%d;]>',
        '<?xml-stylesheet type="text/xsl" href="{url}"?>',
    ],
)
@pytest.mark.parametrize("place", ["{web}", "file:///etc/passwd"])
def test_nothing_is_opened_and_nobody_asked(head: str, place: str) -> None:
    with FakeWeb() as web:
        url = place.format(web=web.page("/secret", b"root:x:0:0"))
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}" parse="text"/>'
        body = item(f"<description>a&x;{include}</description>", head.replace("{url}", url))
        assert "root:" not in came(body)[1]
        assert web.requests == []


@pytest.mark.skipif(not SCRIPT.is_file(), reason=f"no collection of hostile feeds at {SCRIPT}")
@pytest.mark.timeout(600)
def test_the_collection_does_no_harm(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SCRIPT, tmp_path], check=True, capture_output=True)
    found = {path.name: came(path.read_bytes()) for path in sorted(tmp_path.iterdir())}
    codes = {name: code for name, (code, _) in found.items() if code != "ok"}
    assert {name: code for name, code in codes.items() if name not in EXPENSIVE} == CODES
    assert all(codes.get(name, "too-costly") == "too-costly" for name in EXPENSIVE)
    assert not any("root:" in kept for _, kept in found.values())
    assert "All is well." in came(FINE)[1]
