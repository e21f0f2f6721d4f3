"""Copies of pictures stand at addresses that we signed; nothing else can be asked for there."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from syndicate.store import pictures, seal
from syndicate.store.pictures import Picture, Wanted
from syndicate.web.embed.signed import sign, unsign

from ..site import FEEDS, NOW, Site, variant

ORIGINAL = "https://cemr.example/photo.jpg"
NAME = "0123456789abcdef" * 2
BODY = b"RIFF....WEBP and more"


@pytest.fixture
def pictured(site: Site) -> Site:
    """An item with a picture that was copied, of a source that lets us print it."""
    site.configure(FEEDS.replace("republish: full", "republish: full, images: true"))
    for uid, source in (("u1", "cemr"), ("u2", "vng")):
        text = replace(variant(source, title=uid, link=f"https://{source}.example/{uid}"), image=ORIGINAL)
        site.add(uid, text, "development")
    with site.store.write() as tx:
        seal.key(tx)
        pictures.claim(tx, [Wanted(ORIGINAL, "cemr")], NOW, 5)
        pictures.keep(tx, ORIGINAL, Picture(NAME, 640, 360), BODY)
    return site


def address(client: FlaskClient) -> str:
    shown = client.get("/embed/development.json?image=yes").get_json()["items"]
    [url] = [one["image"]["url"] for one in shown if "image" in one]
    return str(url).removeprefix("https://news.example.eu")


@pytest.mark.usefixtures("pictured")
def test_a_list_shows_our_copy_only_where_it_is_wanted_and_allowed(client: FlaskClient) -> None:
    assert "image" not in client.get("/embed/development.json").text
    for form in (".json", ".html", ""):
        shown = client.get(f"/embed/development{form}?image=yes").text
        assert (
            shown.count("https://news.example.eu/image/") == 1
        )  # of two items: the other source does not allow it
        assert ORIGINAL not in shown
    assert 'width="640" height="360"' in client.get("/embed/development.html?image=yes").text


@pytest.mark.usefixtures("pictured")
def test_the_copy_can_be_kept_for_long(client: FlaskClient) -> None:
    answer = client.get(address(client))
    assert (answer.status_code, answer.data, answer.mimetype) == (200, BODY, "image/webp")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    again = client.get(address(client), headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.usefixtures("pictured")
@pytest.mark.parametrize(
    "written",
    [
        NAME,
        f"{NAME}-{'A' * 22}.webp",
        f"{NAME}.webp",
        ORIGINAL,
        "https%3A%2F%2Fcemr.example%2Fphoto.jpg",
        "?url=https://cemr.example/photo.jpg",
        "é" * 40,
    ],
)
def test_what_we_did_not_sign_is_not_there(client: FlaskClient, written: str) -> None:
    answer = client.get(f"/image/{written}")
    assert answer.status_code == 404
    assert BODY not in answer.data


def test_before_there_is_a_key_nothing_is_there(client: FlaskClient, site: Site) -> None:
    assert client.get(f"/image/{sign('', NAME)}").status_code == 404
    assert client.get("/embed/development.json?image=yes").status_code == 200


def test_a_signature_is_of_one_name_and_one_key() -> None:
    written = sign("key", NAME)
    assert unsign("key", written) == NAME
    assert unsign("other", written) is None
    assert unsign("key", written.replace("0", "1", 1)) is None
