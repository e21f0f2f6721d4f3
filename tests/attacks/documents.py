"""Feeds that were made to harm whoever reads them: each by its name, with what may come of it."""

from collections.abc import Callable


def rss(items: str, head: str = "") -> bytes:
    begin = f"<?xml version='1.0' encoding='utf-8'?>{head}<rss version='2.0'><channel><title>T</title>"
    return f"{begin}{items}</channel></rss>".encode()


def item(inside: str, head: str = "") -> bytes:
    return rss(f"<item><title>t</title><link>http://h.test/1</link>{inside}</item>", head)


def json_feed(items: str) -> bytes:
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": {items}}}'.encode()


def many(count: int, text: str, between: str = "") -> str:
    """Repeat a text with its number in place of #."""
    return between.join(text.replace("#", str(number)) for number in range(count))


LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
MISNESTED = "&lt;b&gt;&lt;i&gt;&lt;a href=x&gt;&lt;p&gt;" * 900 + "&lt;/b&gt;&lt;/i&gt;" * 900

READ, REFUSED, COSTLY = "ok", "unreadable", "too-costly"

# Made when their turn comes, as together they are large. Which of two it is depends on the machine.
SHAPES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "laughs": (
        lambda: item("<description>&l9;</description>", f"<!DOCTYPE rss [<!ENTITY l0 'lol'>{LAUGHS}]>"),
        {READ, REFUSED},
    ),
    "quadratic": (
        lambda: item("&q;" * 20_000, f"<!DOCTYPE rss [<!ENTITY q '{'A' * 50_000}'>]>"),
        {READ, REFUSED, COSTLY},
    ),
    "attributes": (lambda: item("<x " + many(200_000, "a#='1' ") + "/>"), {REFUSED}),
    "attributes without quotes": (lambda: item(f"<x {many(200_000, 'a#=1 ')}/>"), {READ, REFUSED, COSTLY}),
    "crowded elements": (lambda: item(("<x " + many(1_900, "a#='1' ") + "/>") * 200), {READ, COSTLY}),
    "depth": (lambda: item("<a>" * 200_000 + "</a>" * 200_000), {READ, COSTLY}),
    "one text of 20 MB": (lambda: item(f"<description>{'x' * 20_000_000}</description>"), {READ, COSTLY}),
    "a million empty items": (lambda: rss("<item/>" * 1_000_000), {READ, COSTLY}),
    "namespaces": (lambda: item("<x " + many(100_000, "xmlns:n#='urn:#' ") + "/>"), {READ, REFUSED, COSTLY}),
    "an author of 400 kB": (lambda: item(f"<author>{'a' * 400_000}@</author>"), {READ, COSTLY}),
    "misnested markup": (lambda: item(f"<description>{MISNESTED}</description>" * 40), {READ, COSTLY}),
    "deep JSON": (lambda: json_feed("[" * 100_000), {REFUSED}),
    "a number of 5 MB": (lambda: json_feed(f'[{{"id": {"9" * 5_000_000}}}]'), {REFUSED}),
    "items of JSON": (
        lambda: json_feed("[" + many(300_000, '{"id": "#", "title": "t"}', ",") + "]"),
        {READ, COSTLY},
    ),
}
