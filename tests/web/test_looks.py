"""A site's own sign and colours: kept for ever at addresses that change with them, and never a script."""

import re

from flask.testing import FlaskClient

from .site import FEEDS, Site

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><script>alert(1)</script></svg>"


def dress(site: Site, text: str) -> None:
    site.configure(FEEDS.replace("  contact:", f"{text}\n  contact:"))


def test_a_logo_beside_the_file(client: FlaskClient, empty: Site) -> None:
    dress(empty, f'  logo: "{SVG}"')
    found = re.search(r'<img src="(/logo\.svg\?v=\w+)" alt=""', client.get("/en").text)
    assert found
    response = client.get(found[1])
    assert (response.mimetype, response.text) == ("image/svg+xml", SVG)
    assert "immutable" in response.headers["Cache-Control"]
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "script" not in response.headers["Content-Security-Policy"]


def test_a_logo_elsewhere_on_the_site(client: FlaskClient, empty: Site) -> None:
    dress(empty, "  logo: /files/logo.png")
    assert '<img src="/files/logo.png" alt=""' in client.get("/en").text
    assert client.get("/logo.svg").status_code == 404


def test_colours(client: FlaskClient, empty: Site) -> None:
    dress(empty, '  colours: {light: "#7A1FA2"}')
    found = re.search(r'<link rel="stylesheet" href="(/colours\.css\?v=\w+)">', client.get("/en").text)
    assert found
    sheet = client.get(found[1])
    assert sheet.mimetype == "text/css"
    assert "(prefers-color-scheme: light) { :root { --accent: #7a1fa2; } }" in sheet.text
    assert sheet.text.count("--accent") == 2


def test_a_site_without_any(client: FlaskClient, site: Site) -> None:
    assert client.get("/colours.css").status_code == client.get("/logo.svg").status_code == 404
    assert "<img" not in client.get("/en").text


def test_the_icon_that_browsers_ask_for(client: FlaskClient, site: Site) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response.mimetype) == (200, "image/svg+xml")
    response.close()
