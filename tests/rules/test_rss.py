"""The rules of RSS find what they are for: a valid feed, spoilt in one place at a time."""

import pytest

from .rss import mistakes_in_rss

VALID = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>Feed</title><link>https://a.example/</link><description>About</description>
<atom:link rel="self" type="application/rss+xml" href="https://a.example/feed"/>
<docs>https://www.rssboard.org/rss-specification</docs><generator>G</generator><language>en</language>
<lastBuildDate>Thu, 05 Nov 2026 08:30:00 GMT</lastBuildDate><ttl>15</ttl>
<managingEditor>a@a.example (A)</managingEditor>
<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
<item><title>One</title><link>https://a.example/1</link><description>x</description>
<content:encoded>y</content:encoded><guid isPermaLink="false">1</guid>
<category domain="https://a.example/">t</category><pubDate>Thu, 05 Nov 2026 08:30:00 GMT</pubDate>
<source url="https://b.example/feed">B</source><dc:creator>A</dc:creator><dc:language>fr</dc:language></item>
<item><title>Two</title><guid isPermaLink="false">2</guid>
<enclosure url="https://a.example/2.mp3" length="0" type="audio/mpeg"/></item>
</channel></rss>"""


def test_a_valid_feed_has_no_mistakes() -> None:
    assert mistakes_in_rss(VALID.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("<?xml", "\ufeff<?xml", "byte order mark"),
        ("UTF-8", "ISO-8859-1", "does not declare UTF-8"),
        ("</rss>", "", "not well-formed"),
        ('version="2.0"', 'version="0.91"', "not RSS 2.0"),
        ("<description>About</description>", "", "channel: 0 description instead of one"),
        ("<docs>https://www.rssboard.org/rss-specification</docs>", "", "channel: 0 docs instead of one"),
        ("<ttl>15</ttl>", "<ttl>soon</ttl>", "ttl: 'soon'"),
        ("<ttl>15</ttl>", "<ttl>15</ttl><updated/>", "channel: unexpected updated"),
        ("<language>en<", "<language>English!<", "language: 'English!'"),
        ("<lastBuildDate>Thu", "<lastBuildDate>Mon", "lastBuildDate"),
        ("a@a.example (A)", "a@a.example", "managingEditor"),
        ("<title>Feed</title>", "<title></title>", "title: ''"),
        ('rel="self"', 'rel="alternate"', "atom:link with rel=self"),
        ('type="application/rss+xml"', "", "atom:link with rel=self"),
        (">hourly<", ">often<", "updatePeriod: 'often'"),
        (">4<", ">None<", "updateFrequency: 'None'"),
        ("https://a.example/1", "/1", "link: '/1'"),
        ('isPermaLink="false">1<', 'isPermaLink="true">1<', "guid: no permalink"),
        ('isPermaLink="false">2<', 'isPermaLink="false">1<', "guid repeated: 1"),
        ('<guid isPermaLink="false">2</guid>', "", "item: 0 guid instead of one"),
        ("<pubDate>Thu, 05 Nov", "<pubDate>jeu., 05 nov.", "pubDate"),
        ("<description>x</description>", "", "content:encoded without a description before it"),
        ("<content:encoded>y</content:encoded>", "<summary/>", "item: unexpected summary"),
        (
            "<title>One</title>",
            "<title>One</title><title>Uno</title>",
            "item: 2 title instead of at most one",
        ),
        ("<title>Two</title>", "", "neither title nor description"),
        ("<dc:creator>", "<author>a@a.example (A)</author><dc:creator>", "both author and dc:creator"),
        ("<title>Two</title>", "<title>Two</title><author>A</author>", "author: 'A'"),
        ('url="https://b.example/feed"', "", "source: no absolute url"),
        (">B<", "><", "source: ''"),
        ('domain="https://a.example/"', 'domain="x"', "category: domain x"),
        (">t<", "><", "category: ''"),
        ("<dc:language>fr<", "<dc:language>?<", "language: '?'"),
        ("<description>x<", '<description>&lt;a href="x">y&lt;/a><', "item: address x"),
        ("<content:encoded>y<", "<content:encoded>&lt;script>y<", "item: <script>"),
        ('type="audio/mpeg"', 'type="mp3"', "enclosure: needs url, type and length"),
        ("<title>Two<", '<title xml:lang="e_n">Two<', "title: xml:lang e_n"),
        (
            "<title>Two<",
            '<m:content xmlns:m="http://search.yahoo.com/mrss/" url="x"/><title>Two<',
            "media:content: url x",
        ),
        (' length="0"', "", "enclosure: needs url, type and length"),
        ("<title>Two", '<title xmlns:m="http://search.yahoo.com/mrss/">Two', "title: declares a namespace"),
    ],
)
def test_each_mistake_is_found(old: str, new: str, mistake: str) -> None:
    assert old in VALID
    found = mistakes_in_rss(VALID.replace(old, new).encode())
    assert any(mistake in one for one in found), found
