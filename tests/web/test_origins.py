"""The list of sources: each with its state in a word, and nothing of what went wrong."""

import re

from flask.testing import FlaskClient

from syndicate.store import sources

from .site import FEEDS, NOW, Site

QUIET = 'quiet: {name: Quiet, feed: "https://quiet.example/feed"'


def record(site: Site, key: str, **values: object) -> None:
    with site.store.write() as tx:
        [state] = sources.states(tx, [key])
        sources.record(tx, state, {"asked": NOW, **values})


def test_sources_in_a_word(client: FlaskClient, empty: Site) -> None:
    empty.configure(FEEDS.replace(QUIET, f"{QUIET}, paused: yes"))
    record(empty, "cemr", code="ok", changed=NOW, link="https://cemr.example/")
    record(empty, "vng", code="timeout", detail="after 30 secret seconds", link="javascript:alert(1)")
    page = client.get("/fr/sources").text
    rows = page.partition("<tbody>")[2].partition("</tbody>")[0].split("</tr>")
    words = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in rows]
    assert words == [
        "CEMR À jour 22 novembre 2026 Texte intégral",
        "Quiet En pause – Titre seul",
        "VNG En difficulté – Résumé",
        "",
    ]
    assert 'href="https://cemr.example/" rel="noopener"' in page
    assert "En difficulté" in page
    assert "secret" not in page
    assert "javascript" not in page


def test_every_standing_has_a_word(client: FlaskClient, site: Site) -> None:
    assert "Nouvelle" in client.get("/fr/sources").text
    record(site, "cemr", code="gone", why="gone")
    assert "Terminée" in client.get("/fr/sources").text
