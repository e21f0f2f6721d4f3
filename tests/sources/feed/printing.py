"""Feeds as many hands print them: strategies that put elements together in every order, sensible or not."""

from collections.abc import Sequence

from hypothesis import strategies as st

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "x": "urn:x",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())

TEXTS = st.sampled_from([
    "", " ", "One", " Two &amp; three ", "&lt;p>Four&lt;/p>", "<![CDATA[<b>Five</b> &nbsp; ]]>", "cafÃ©", "\x85x", "日本",
    "a@b.example (Some One)", "Some &lt;a@b.example>", "http://h.test/a?x=1&amp;y=2", "http://h.test/?a&amp;amp;b", "/rel",
    "http:////h.test/x", "urn:x:1", "Mon, 01 Jan 2024 00:00:00 GMT", "2024-01-01", "a, b,c", "<!-- c -->x<?p q?>y",
    "&amp;eacute; &amp;foo;", "&lt;foo>x&lt;/foo>",
])  # fmt: skip
USUAL = (
    "title link guid id pubDate description summary content:encoded author dc:creator category dc:subject dc:date"
    " dc:title dc:description updated published issued modified media:title media:description".split()
)
RARE = (
    "created media:keywords media:category media:thumbnail media:credit itunes:author itunes:duration itunes:link itunes:summary itunes:keywords"
    " itunes:subtitle itunes:category itunes:image comments x:y x:title enclosure language dc:language source image"
    " content rights contributor generator dc:identifier dc:publisher keywords dcterms:issued date PubDate TITLE"
    " textinput abstract body tags authors name url foo".split()
)
INSIDE = [
    "media:title",
    "media:description",
    "media:thumbnail",
    "media:content",
    "media:category",
    "x:q",
    "title",
    "guid",
    "id",
    "dc:title",
    "description",
    "image",
]

EVERYWHERE = ["", "", "", ' xml:lang="fr"', ' xml:lang=""', ' lang="de_AT"', ' xml:base="http://b.test/x/"',
              ' xml:base="y/"', ' base="/z/"', ' foo="1"']  # fmt: skip
LABELS = ["", ' term="t"', ' term="t" label="L"', ' domain="d"', ' scheme="s"', ' text="T"', ' label="L"']
TYPES = [
    "",
    "",
    ' type="html"',
    ' type="text"',
    ' type="text/plain"',
    ' type="text/html" mode="escaped"',
    ' type="a/b"',
]
OWN = {
    "link": ["", ' href="http://h.test/l"', ' href="/l" rel="alternate"', ' rel="self" href="x"', ' rel="Enclosure" href="a.mp3" type="Audio/X" length="3"',
             ' rel="enclosure" url="b"', ' href=""',
             ' rel="alternate" type="application/json" href="z"', ' rel="ALTERNATE" type="TEXT/HTML" href="q"'],
    "enclosure": ["", ' url="/e.MP3" type="Audio/MPEG" length="12"', ' href="e.pdf" length=" 9 "', ' uri="" type="image/png"'],
    "media:thumbnail": ["", ' url="t.png"', ' url=""'],
    "media:content": ["", ' url="http://h.test/c.jpg" medium="image" fileSize="7"', ' url="v" type="VIDEO/x" duration="3"', ' url="w.png" width="90"', ' url="x.png" width="9a"'],
    "itunes:image": ["", ' href="/i.png"', ' url="u.png" href=""'],
    "guid": ["", ' isPermaLink="false"', ' isPermaLink="true"', ' ispermalink="False"'],
    **dict.fromkeys(("category", "keywords", "media:category", "itunes:category", "dc:subject"), LABELS),
    **dict.fromkeys(("title", "summary", "content", "description", "dc:title", "content:encoded"), TYPES),
}  # fmt: skip
MARKUP = st.sampled_from([
    '<div xmlns="http://www.w3.org/1999/xhtml">a &amp; <b class="&quot;x">b</b><br/></div>', " <div><p>x</p></div> ",
    "<div>a</div><div>b</div>", "t <i>u</i>", '<picture><source srcset="s"/><img src="i"/></picture>', "plain &lt;x", '<xhtml:div>q<xhtml:p REL="A">w</xhtml:p></xhtml:div>',
])  # fmt: skip
PERSON = st.sampled_from(
    [
        "<name>N é</name>",
        "<email>e@x.test</email>",
        "<uri>u</uri>",
        "<x:z/>",
        "<name></name>",
        "<title>Mayor</title>",
        "<department>d</department>",
        "<image>i</image>",
        "<title/>",
    ]
)

PICTURE = st.sampled_from(
    [
        "<title>t &amp; u</title>",
        "<title>&lt;b>t&lt;/b></title>",
        "<title/>",
        "<url>u</url>",
        "<width>1</width>",
        "<link>l</link>",
    ]
)


@st.composite
def leaves(draw: st.DrawFn, names: Sequence[str]) -> str:
    """An element with a text."""
    name = draw(st.sampled_from(names))
    attributes = draw(st.sampled_from(OWN.get(name, [""]))) + draw(st.sampled_from(EVERYWHERE))
    return f"<{name}{attributes}>{draw(TEXTS)}</{name}>"


def within(name: str, parts: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    """An element with others in it."""
    end = name.split()[0]
    return st.lists(parts, max_size=most).map(lambda found: f"<{name}>{''.join(found)}</{end}>")


ANY = leaves(USUAL) | leaves(USUAL) | leaves(USUAL + RARE)
ELEMENTS = ANY | st.one_of(
    within("author", PERSON),
    *(within(name, leaves(INSIDE)) for name in ("media:group", "media:content", "x:wrap", "foo")),
    *(
        within(f'{name} type="{kind}"', MARKUP, 1)
        for name in ("content", "summary", "title")
        for kind in ("xhtml", "application/xhtml+xml")
    ),
    st.just("<source><title>S</title><id>q</id><link href='w'/></source>"),
    st.just("<image><url>u</url><title>t</title><link>http://i.test/</link></image>"),
    within("image", PICTURE),
)
TOLD_TWICE = leaves(["description", "summary", "itunes:summary"])
ROOTS = [
    ('<rss version="2.0"', "<channel>", "item", "</channel></rss>"),
    ('<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"', "<channel>", "item", "</channel></rss>"),
    ('<feed xmlns="http://www.w3.org/2005/Atom"', "", "entry", "</feed>"),
    ('<feed version="0.3" xmlns="http://purl.org/atom/ns#"', "", "entry", "</feed>"),
    ('<rdf:RDF xmlns="http://purl.org/rss/1.0/"', "<channel/>", 'item rdf:about="http://a.test/"', "</rdf:RDF>"),
]  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A whole feed."""
    begin, opened, name, end = draw(st.sampled_from(ROOTS))
    head = "".join(draw(st.lists(ANY, max_size=3) | st.lists(TOLD_TWICE, max_size=3)))
    entries = draw(st.lists(within(name, ELEMENTS, 6), max_size=3))
    return f"{begin} {DECLARED}{draw(st.sampled_from(EVERYWHERE))}>{opened}{head}{''.join(entries)}{end}".encode()
