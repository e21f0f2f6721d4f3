"""Colours that a partner chose → how well they can be read, as WCAG 2.2 (1.4.3) reckons it.

In: colours as #rrggbb. Out: ratios from 1 to 21, of those that are not enough.
"""

from collections.abc import Iterator, Mapping

from ...config.looks import ENOUGH, contrast

LIGHT = {"text": "#1d2529", "background": "#ffffff", "accent": "#0b5566"}
DARK = {"text": "#e4e9ea", "background": "#1a2226", "accent": "#86cbd9"}
GROUNDS = {
    "light": (LIGHT,),
    "dark": (DARK,),
    "auto": (LIGHT, DARK),
}  # what a theme shows where nothing is chosen


def unreadable(theme: str, chosen: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Name what could hardly be read with the colours chosen, in a theme: `text` or `accent`, and its ratio."""
    if not chosen:
        return
    for name in ("text", "accent"):
        shown = [defaults | dict(chosen) for defaults in GROUNDS[theme]]
        least = min(contrast(one[name], one["background"]) for one in shown)
        if least < ENOUGH:
            yield name, least
