"""The rules of Atom find what they are for: a valid feed, spoilt in one place at a time."""

import pytest

from .atom import mistakes_in_atom

VALID = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>tag:a.example,2026:feed</id><title>Feed</title><updated>2026-11-05T08:30:00Z</updated>
<author><name>A</name><email>a@a.example</email></author>
<link rel="self" href="https://a.example/feed" type="application/atom+xml"/>
<link rel="alternate" href="https://a.example/" type="text/html" hreflang="en"/>
<entry><id>tag:a.example,2026:1</id><title>One</title><updated>2026-11-05T08:30:00Z</updated>
<category term="t" scheme="https://a.example/"/>
<content type="html">&lt;p&gt;x&lt;/p&gt;</content>
<source><id>tag:b.example,2026:feed</id><title>B</title><updated>2026-11-05T08:30:00Z</updated></source></entry>
<entry><id>tag:a.example,2026:2</id><title>Two</title><updated>2026-11-05T08:30:00Z</updated>
<link rel="alternate" href="https://a.example/2"/><summary type="text">x</summary></entry>
</feed>"""


def test_a_valid_feed_has_no_mistakes() -> None:
    assert mistakes_in_atom(VALID.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("<?xml", "\ufeff<?xml", "byte order mark"),
        ("UTF-8", "ISO-8859-1", "does not declare UTF-8"),
        ("</feed>", "", "not well-formed"),
        ("<title>Feed", "<title>F\x01", "not well-formed"),
        ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "the root is"),
        ("<id>tag:a.example,2026:feed</id>", "", "feed: 0 id instead of one"),
        ("<title>Feed</title>", "<title>Feed</title><title>Again</title>", "feed: 2 title instead of one"),
        ("<title>Feed</title>", "<title> </title>", "title: empty"),
        ("<title>Feed</title>", '<title type="markdown">Feed</title>', "title: type markdown"),
        ("<title>Feed</title>", "<title><b>Feed</b></title>", "title: elements in text"),
        ("<title>Feed</title>", "<title>Feed</title><guid>1</guid>", "feed: unexpected guid"),
        ("<title>Feed</title>", '<title>Feed</title><x xmlns="">1</x>', "element without a namespace"),
        ("<title>Feed</title>", "<title>Feed</title><logo>/logo.png</logo>", "logo: not an absolute address"),
        ("2026-11-05T08:30:00Z", "5 November 2026", "updated: not a date"),
        ("tag:a.example,2026:1", "1", "id: not an absolute address"),
        ("tag:a.example,2026:2", "tag:a.example,2026:1", "entry repeated"),
        ("tag:b.example,2026:feed", "tag:https://b.example,:/", "id: not an absolute address"),
        ("<name>A</name>", "<name></name>", "author: without a name"),
        ("<name>A</name>", "", "author: 0 name instead of one"),
        ("<name>A</name>", "<name>A</name><uri>a</uri>", "author: uri a"),
        ("a@a.example", "nobody", "author: email nobody"),
        ("<author><name>A</name><email>a@a.example</email></author>", "", "feed: no author"),
        ('rel="self"', 'rel="related"', "feed: 0 self links"),
        ('href="https://a.example/feed"', 'href="/feed"', "link: href /feed"),
        ('href="https://a.example/feed" ', "", "link: no href"),
        ('type="text/html"', 'type="html"', "link: type html"),
        ('hreflang="en"', 'hreflang=""', "link: hreflang"),
        ('xml:lang="en"', 'xml:lang="en_GB"', "feed: xml:lang en_GB"),
        ('term="t"', 'label="t"', "category: no term"),
        ('scheme="https://a.example/"', 'scheme="x"', "category: scheme x"),
        ("&lt;p&gt;x&lt;/p&gt;", "<p>x</p>", "content: elements in text or html"),
        (
            '<content type="html">&lt;p&gt;x&lt;/p&gt;',
            '<content src="https://a.example/1">',
            "and no summary",
        ),
        ('<link rel="alternate" href="https://a.example/2"/>', "", "neither content nor alternate link"),
        ('type="text/html" hreflang', 'type="text/html" length="-1" hreflang', "link: length -1"),
        (
            '<content type="html">&lt;p&gt;x',
            '<content type="html">&lt;a href="/x"&gt;x',
            "content: address /x",
        ),
        (
            '<content type="html">&lt;p&gt;x',
            '<content type="html">&lt;img src="javascript:x"&gt;',
            "content: address",
        ),
        ('<content type="html">&lt;p&gt;x', '<content type="html">&lt;Script&gt;x', "content: <Script>"),
        (
            '<content type="html">',
            '<content type="html" src="https://a.example/1">',
            "both here and elsewhere",
        ),
        ('<content type="html">', '<content type="markdown">', "content: type markdown"),
        ('<content type="html">', '<content type="multipart/mixed">', "composite type"),
        ("<feed ", '<feed xml:base="https://a.example/" ', "feed: xml:base"),
        ("<id>tag:b.example,2026:feed</id>", "", "source: 0 id instead of one"),
        ("<summary", '<m:content xmlns:m="http://search.yahoo.com/mrss/"/><summary', "media:content: no url"),
        (
            "<summary",
            '<m:content xmlns:m="http://search.yahoo.com/mrss/" url="/x" medium="film"/><summary',
            "url /x",
        ),
        (
            "<summary",
            '<m:content xmlns:m="http://search.yahoo.com/mrss/" url="/x" medium="film"/><summary',
            "medium film",
        ),
        ("<summary", "<summary>y</summary><summary", "entry: 2 summary instead of at most one"),
        ("<title>B</title>", "<title>B</title><entry/>", "source: unexpected entry"),
        ("<title>B</title>", "<title>B</title><title>C</title>", "source: 2 title instead of one"),
        (
            '<link rel="alternate" href="https://a.example/2"/>',
            '<link rel="alternate" href="https://a.example/2"/><link href="https://a.example/3"/>',
            "entry: alternate repeated",
        ),
    ],
)
def test_each_mistake_is_found(old: str, new: str, mistake: str) -> None:
    assert old in VALID
    found = mistakes_in_atom(VALID.replace(old, new).encode())
    assert any(mistake in one for one in found), found
