"""Pages about the site itself: an operator's texts as text, ours where there are none."""

import pytest
from flask.testing import FlaskClient

from syndicate.web.prose import blocks

from .site import FEEDS, Site

TEXT = """\
# Who <b>we</b> are
Town hall
1 Main Street

Write to news@example.eu, or see https://example.eu/about.
- first
- second
"""


def test_a_text_is_taken_apart() -> None:
    found = [(block.kind, [str(line) for line in block.lines]) for block in blocks(TEXT)]
    assert found == [
        ("heading", ["Who &lt;b&gt;we&lt;/b&gt; are"]),
        ("paragraph", ["Town hall", "1 Main Street"]),
        (
            "paragraph",
            [
                'Write to <a href="mailto:news@example.eu">news@example.eu</a>, or see'
                ' <a href="https://example.eu/about">https://example.eu/about</a>.'
            ],
        ),
        ("list", ["first", "second"]),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "#", "- ", "-", "a\r\n\r\nb", '<a href="javascript:x">"'])
def test_any_text_has_its_parts(text: str) -> None:
    assert "<a" not in "".join(str(line) for block in blocks(text) for line in block.lines)


def test_an_operators_text(client: FlaskClient, empty: Site) -> None:
    written = "imprint: {en: 'Us', fr: 'Nous <i>tous</i>'}\n  privacy: 'Nothing is kept.'\n  contact:"
    empty.configure(FEEDS.replace("contact:", written))
    page = client.get("/fr/imprint").text
    assert "<p>Nous &lt;i&gt;tous&lt;/i&gt;</p>" in page
    assert '<a href="/fr/imprint">Mentions légales</a>' in client.get("/fr").text
    assert '<div lang="" dir="auto">' in client.get("/fr/privacy").text
    assert "Nothing is kept." in client.get("/ar/privacy").text


def test_what_we_say_where_nobody_wrote_anything(client: FlaskClient, site: Site) -> None:
    assert client.get("/en/imprint").status_code == 404
    assert "Imprint" not in client.get("/en").text
    assert "aucun cookie" in client.get("/fr/privacy").text
    assert "WCAG 2.2" in client.get("/fr/accessibility").text
    assert 'href="mailto:news@example.eu"' in client.get("/fr/accessibility").text


def test_what_feeds_are_is_said_in_the_language_of_the_page(client: FlaskClient, site: Site) -> None:
    page = client.get("/fr/about-feeds").text
    assert "<h1>Qu’est-ce qu’un flux ?</h1>" in page
    assert '<a href="/feeds.opml">La liste de tous les flux</a> est un fichier' in page
    assert '<code dir="ltr">_syndicate</code>' in page
    assert "development.fr.rss" in page
