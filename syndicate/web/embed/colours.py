"""Colours that a partner chose → how well they can be read, as WCAG 2.2 (1.4.3) reckons it.

In: colours as #rrggbb. Out: ratios from 1 to 21. Which ratio is enough is said here too.
"""

from collections.abc import Iterator, Mapping

ENOUGH = 4.5
LIGHT = {"text": "#1d2529", "background": "#ffffff", "accent": "#0b5566"}
DARK = {"text": "#e4e9ea", "background": "#1a2226", "accent": "#86cbd9"}
GROUNDS = {
    "light": (LIGHT,),
    "dark": (DARK,),
    "auto": (LIGHT, DARK),
}  # what a theme shows where nothing is chosen


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio between two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def unreadable(theme: str, chosen: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Name what could hardly be read with the colours chosen, in a theme: `text` or `accent`, and its ratio."""
    if not chosen:
        return
    for name in ("text", "accent"):
        shown = [defaults | dict(chosen) for defaults in GROUNDS[theme]]
        least = min(contrast(one[name], one["background"]) for one in shown)
        if least < ENOUGH:
            yield name, least
