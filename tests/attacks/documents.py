"""Feeds that were made to harm whoever reads them: each by its name, with what may come of it."""

from collections.abc import Callable

TOO_COSTLY = "too-costly"


def rss(items: str, head: str = "") -> bytes:
    text = f"<?xml version='1.0' encoding='utf-8'?>{head}<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"
    return text.encode()


def item(inside: str) -> str:
    return f"<item><title>t</title><link>http://h.test/1</link>{inside}</item>"


def json_feed(items: str) -> bytes:
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": {items}}}'.encode()


def many(count: int, text: str, between: str = "") -> str:
    """Repeat a text, with its number in it."""
    return between.join(text.replace("#", str(n)) for n in range(count))


LAUGHS = "".join(f"<!ENTITY l{n} '{many(10, f'&l{n - 1};')}'>" for n in range(1, 10))
NESTED = "&lt;b&gt;&lt;i&gt;&lt;a href=x&gt;&lt;p&gt;" * 900 + "&lt;/b&gt;&lt;/i&gt;" * 900

# Each is made when its turn comes: together they are too large. What may come of it: "ok", or codes.
SHAPES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "laughs": (
        lambda: rss(item("<description>&l9;</description>"), f"<!DOCTYPE rss [<!ENTITY l0 'lol'>{LAUGHS}]>"),
        {"ok", "unreadable"},
    ),
    "quadratic": (
        lambda: rss(
            item(f"<description>{'&q;' * 20_000}</description>"),
            f"<!DOCTYPE rss [<!ENTITY q '{'A' * 50_000}'>]>",
        ),
        {"ok", "unreadable", TOO_COSTLY},
    ),
    "attributes": (
        lambda: rss(item(f"<x {many(200_000, 'a#=%1% ').replace('%', chr(34))}/>")),
        {"unreadable"},
    ),
    "attributes without quotes": (
        lambda: rss(item(f"<x {' '.join(f'a{n}=1' for n in range(200_000))}/>")),
        {"ok", "unreadable", TOO_COSTLY},
    ),
    "crowded elements": (
        lambda: rss(item(f"<x {' '.join(f'a{n}="1"' for n in range(1_900))}/>" * 200)),
        {"ok", TOO_COSTLY},
    ),
    "depth": (lambda: rss(item("<a>" * 200_000 + "</a>" * 200_000)), {"ok", TOO_COSTLY}),
    "one text of 20 MB": (
        lambda: rss(item(f"<description>{'x' * 20_000_000}</description>")),
        {"ok", TOO_COSTLY},
    ),
    "a million empty items": (lambda: rss("<item/>" * 1_000_000), {"ok", TOO_COSTLY}),
    "namespaces": (
        lambda: rss(item(f"<x {' '.join(f'xmlns:n{n}="urn:{n}"' for n in range(100_000))}/>")),
        {"ok", "unreadable", TOO_COSTLY},
    ),
    "labels": (
        lambda: rss(item("".join(f"<category>c{n}</category>" for n in range(100_000)))),
        {"ok", TOO_COSTLY},
    ),
    "an author of 400 kB": (lambda: rss(item(f"<author>{'a' * 400_000}@</author>")), {"ok", TOO_COSTLY}),
    "misnested markup": (lambda: rss(item(f"<description>{NESTED}</description>") * 60), {"ok", TOO_COSTLY}),
    "deep JSON": (lambda: json_feed("[" * 100_000), {"unreadable"}),
    "JSON with a number of 5 MB": (lambda: json_feed(f'[{{"id": {"9" * 5_000_000}}}]'), {"unreadable"}),
    "300,000 items of JSON": (
        lambda: json_feed(f"[{','.join(f'{{"id": "{n}", "title": "t"}}' for n in range(300_000))}]"),
        {"ok", TOO_COSTLY},
    ),
}
