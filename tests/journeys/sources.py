"""A dozen sources of every temper, on a local web, and the feeds.yaml that names them."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from ..fakes import FakeWeb

HEAD = """\
site:
  id: news.example.eu,2026
  url: http://localhost:8080
  title: {en: Towns abroad, fr: Villes du monde}
  languages: [en, fr]
  timezone: Europe/Brussels
  contact: {name: Communications, email: news@example.eu}
defaults: {every: 2s}
categories:
  development:
    title: {en: Development, fr: Développement}
    publish: every 1s
    any:
      - development cooperation
      - {fr: coopération décentralisée}
  international-action:
    title: {en: International action, fr: Action internationale}
    publish: every 1s
    any: [{en: [twinning, partnership], fr: [jumelage, partenariat]}]
"""


def rss(*items: tuple[str, str], title: str = "A source", language: str = "en") -> str:
    """A feed of items, each a guid and a title."""
    printed = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{escape(text)}</title>"
        f"<link>https://example.org/{guid}</link><pubDate>Mon, 0{number} Jun 2026 10:00:00 GMT</pubDate>"
        f"<description>News of {escape(text)}</description></item>"
        for number, (guid, text) in enumerate(items, 1)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://example.org/</link><language>{language}</language><description/>{printed}</channel></rss>"
    )


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom source</title><id>urn:x:atom</id>
<updated>2026-06-01T00:00:00Z</updated><entry><id>urn:x:1</id><title>Twinning of two towns &amp; a village</title>
<updated>2026-06-01T00:00:00Z</updated><link href="/twinning"/><summary>A new twinning.</summary></entry></feed>"""

JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "JSON source", "items": [
{"id": "1", "url": "https://example.org/json", "title": "A partnership < in JSON",
 "content_text": "AT&T <b>", "date_published": "2026-06-02T00:00:00Z"}]}"""

RDF = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>RDF source</title>
<link>https://example.org/</link><description/></channel><item rdf:about="https://example.org/rdf">
<title>Un jumelage de plus</title><link>https://example.org/rdf</link><dc:date>2026-06-03T00:00:00Z</dc:date>
<dc:language>fr</dc:language></item></rdf:RDF>"""


def tell(web: FakeWeb) -> dict[str, str]:
    """Begin the story of each source; its address by its key."""
    good = rss(("good-1", "Development cooperation of towns"), ("good-2", "A new swimming pool"))
    moved = web.page("/moved-to", rss(("moved-1", "Partnership that moved")))
    return {
        "good": web.page("/good", good, etag='W/"good-1"', last_modified="Mon, 01 Jun 2026 10:00:00 GMT"),
        "atom": web.page("/atom", ATOM),
        "json": web.page("/json", JSON_FEED, media_type="application/feed+json"),
        "rdf": web.page("/rdf", RDF),
        "french": web.page("/french", rss(("fr-1", "Coopération décentralisée au Bénin"), language="fr")),
        "moved": web.redirect("/moved", moved),
        "html": web.page("/html", "<!doctype html><title>Welcome</title><p>News</p>", media_type="text/html"),
        "broken": web.page("/broken", "<rss><channel><item><tit"),
        "empty": web.page("/empty", ""),
        "gone": web.page("/gone", "no", status=410),
        "busy": web.then_status("/busy", 429, retry_after=3600),
        "truncated": web.truncated("/truncated", good),
        "reset": web.reset("/reset"),
        "slow": web.slow("/slow", rss(("slow-1", "Twinning that took its time")), 3),
        "elsewhere": web.redirect("/elsewhere", "http://127.0.0.1:9/feed"),  # not under `allow:`
        "nowhere": "http://no-such-name.invalid/feed",
    }


def write(folder: Path, addresses: Mapping[str, str], allow: str, more: str = "") -> Path:
    """Write the feeds.yaml of these sources."""
    lines = [
        f"  {key}: {{name: The {key} source, feed: '{address}', allow: ['{allow}']}}\n"
        for key, address in addresses.items()
    ]
    path = folder / "feeds.yaml"
    path.write_text(HEAD + more + "sources:\n" + "".join(lines), encoding="utf-8")
    return path
