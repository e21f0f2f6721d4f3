"""What an answer looks like, by its bytes."""

import pytest

from syndicate.sources.recognise import recognise

LOOKS = [
    (b"", "unknown"),
    (b"nothing", "unknown"),
    (b"<rss version='2.0'>", "RSS"),
    (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a <feed> --><rss>", "RSS"),
    (b"<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://n.test/rss.dtd'><rss>", "RSS"),
    (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "RSS"),
    ("<?xml version='1.0' encoding='utf-16'?><feed>".encode("utf-16"), "Atom"),
    (b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", "Atom"),
    (b"<rdf:RDF>", "RDF"),
    (b"<urlset>", "sitemap"),
    (b"<sitemapindex>", "list of sitemaps"),
    (b"<!doctype html><HTML>", "page"),
    (b"<meta charset=utf-8><html>", "page"),
    (b"<div>A part of a page</div>", "page"),
    (b"<main\n id='a'>", "page"),
    (b"<svg>", "unknown"),
    (b"[]", "JSON"),
    (b' {"version": "https://jsonfeed.org/version/1.1"}', "JSON Feed"),
    (b'{"version": 2}', "JSON"),
    (b"{", "unknown"),
    (b"[" * 100_000, "unknown"),
    (b"<!--" * 20_000, "unknown"),
    (b"<? " * 20_000, "unknown"),
]


@pytest.mark.parametrize(("body", "kind"), LOOKS)
def test_the_beginning_tells(body: bytes, kind: str) -> None:
    assert recognise(body) == kind
