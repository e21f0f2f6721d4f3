"""What embeds promise in bytes: measured on what is hardest to keep small."""

import gzip

import pytest
from flask.testing import FlaskClient

from syndicate.web.embed.script import FILES, scripts, styles

from ..site import Site, variant

SCRIPT = 4 * 1024  # bytes, compressed
DATA = 20 * 1024  # bytes of ten items, as they are
PUBLISHED = {1: "sha384-ySItiVkKH1W6Nt/Wjt9N3UwsDOYBavTl3WJnhN3qRPgx/mE42R2v9fFTOR8Zq83Q"}
LINK = "https://cemr.example/" + "a-long-path/" * 40


@pytest.mark.parametrize("number", FILES)
def test_the_script_is_small(client: FlaskClient, site: Site, number: int) -> None:
    answer = client.get(f"/embed/v{number}/feed-embed.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) <= SCRIPT
    assert gzip.decompress(answer.data) == scripts()[number].body
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"  # modules are asked for with CORS


def test_a_version_never_changes() -> None:
    """Partners name these hashes: for a change, write another file and another version, and leave these."""
    assert {number: one.integrity for number, one in scripts().items()} == PUBLISHED


def test_an_unknown_version_is_not_there(client: FlaskClient, site: Site) -> None:
    assert client.get("/embed/v99/feed-embed.js").status_code == 404


@pytest.mark.parametrize("word", ["partnership ", "συνεργασία ", "\u6c34\u4e0e\u57ce\u5e02", "\U0001f4a7 "])
def test_ten_items_are_small_in_every_script(client: FlaskClient, site: Site, word: str) -> None:
    for number in range(10):
        text = variant("cemr", "el", word * 60, summary=word * 200, link=f"{LINK}{number}")
        site.add(f"u{number}", text, "development", hours=number)
    answer = client.get("/embed/development.json?count=10&newtab=yes")
    assert len(answer.get_json()["items"]) == 10
    assert len(answer.data) <= DATA


def test_one_style_sheet_serves_the_component_and_the_frame(client: FlaskClient, site: Site) -> None:
    assert styles() in client.get("/embed/development").text
    assert "`" not in styles()
    assert "url(" not in styles()
    assert "@import" not in styles()
