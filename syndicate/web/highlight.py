"""A text and places in it → the same text as HTML, with what stands at the places marked.

In: text as it is stored, whoever wrote it, and offsets in characters. Out: HTML in which nothing of the text is markup.
"""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape


def marked(text: str, places: Iterable[tuple[int, int]]) -> Markup:
    """Escape a text and mark what stands at these places, each from its start to before its end."""
    parts, last = list[Markup](), 0
    for start, end in merged(places, len(text)):
        parts += [escape(text[last:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        last = end
    return Markup("").join([*parts, escape(text[last:])])


def merged(places: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """Join places that overlap, and leave out what is not in the text: marks cannot cross each other."""
    first, last = 0, 0
    for start, end in sorted(places):
        start, end = max(start, 0), min(end, length)
        if start >= end:
            continue
        if start < last:
            last = max(last, end)
            continue
        if last:
            yield first, last
        first, last = start, end
    if last:
        yield first, last
