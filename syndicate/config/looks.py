"""The colours of a site: what an operator writes → an accent for light pages and one for dark ones, that can be read.

In: colours as `#rrggbb`. Out: their contrast with the grounds of our pages (WCAG 2.2, 1.4.3), and the nearest that
would do. The grounds are those of `web/static/site.css`.
"""

import colorsys
import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema

from .sources import Model

Scheme = Literal["light", "dark"]
Rgb = tuple[float, float, float]  # from 0 to 1

GROUNDS: dict[Scheme, str] = {
    "light": "#eaf0ef",
    "dark": "#1f2a2f",
}  # of those that there are the hardest to read on
ENOUGH = 4.5  # times as light, or as dark
STEPS = 200


def colour(value: object) -> str:
    """Read a colour as `#0b5566`."""
    text = str(value).strip().lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", text):
        raise ValueError(f"'{value}' is not a colour: write it in quotation marks as \"#0b5566\"")
    return text


Colour = Annotated[
    str,
    BeforeValidator(colour),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "examples": ["#0b5566"]}),
]


class Colours(Model):
    """The colour of links and buttons; of two the one that is left out is made from the other."""

    light: Colour | None = None
    """On light pages."""
    dark: Colour | None = None
    """On dark pages."""

    def accent(self, scheme: Scheme) -> str | None:
        """The colour of a scheme, as written or made from the other's."""
        own, other = (self.light, self.dark) if scheme == "light" else (self.dark, self.light)
        return own or (near(other, scheme) if other else None)


def mistakes(colours: Colours | None) -> Iterator[tuple[Scheme, str]]:
    """Find colours that cannot be read."""
    schemes: tuple[Scheme, Scheme] = ("light", "dark")
    for scheme in schemes:
        written = getattr(colours, scheme, None)
        if written and (ratio := contrast(written, GROUNDS[scheme])) < ENOUGH:
            yield (
                scheme,
                f"{written} has a contrast of {ratio:.1f} to 1 on {scheme} pages, and links need {ENOUGH} to 1:"
                f" {near(written, scheme)} would do",
            )


def contrast(one: str, other: str) -> float:
    """How many times as light one of two colours is (WCAG 2.2, contrast ratio)."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(written: str) -> float:
    """How light a colour is (WCAG 2.2, relative luminance)."""
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb(written))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def near(written: str, scheme: Scheme) -> str:
    """The nearest lightness of a colour that can be read on the pages of a scheme."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb(written))
    end = 0.0 if scheme == "light" else 1.0
    steps = (lightness + (end - lightness) * step / STEPS for step in range(STEPS + 1))
    tried = (hexadecimal(colorsys.hls_to_rgb(hue, each, saturation)) for each in steps)
    return next(one for one in tried if contrast(one, GROUNDS[scheme]) >= ENOUGH)


def rgb(written: str) -> Rgb:
    return (int(written[1:3], 16) / 255, int(written[3:5], 16) / 255, int(written[5:7], 16) / 255)


def hexadecimal(parts: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
