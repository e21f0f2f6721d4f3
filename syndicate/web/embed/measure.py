"""Options → the height that a list has at most, known before it is there, so that nothing moves when it comes.

In: the choices of an embed. Out: heights in em of the page around it, one for narrow windows and one for all others.
The numbers repeat the style sheet in `static/feed-embed.js`, where lines are cut; a test in a browser holds them together.
"""

from dataclasses import dataclass
from math import ceil

from .options import Options

NARROW = 480  # pixels: below it there is one column, and more lines of each text
FONT = 16  # pixels of an em where nobody says otherwise
BORDER = 0.0625
META = 0.875 * 1.5  # a line of date and source
PICTURE = 9 + 0.75  # of a card, with what is below it


@dataclass(frozen=True, slots=True)
class Height:
    """The most that a list takes, in em."""

    narrow: float
    wide: float

    def css(self, unit: str, em: float) -> str:
        """The height as a length that depends on the window: the difference is far beyond both ends, or none."""
        low, high = (f"{round(value * em, 2):g}{unit}" for value in sorted((self.narrow, self.wide)))
        if low == high:
            return low
        difference = f"{NARROW}px - 100vw" if self.narrow > self.wide else f"100vw - {NARROW}px"
        return f"clamp({low},({difference})*9999,{high})"

    @property
    def pixels(self) -> int:
        """The height in all but narrow windows."""
        return ceil(self.wide * FONT)


def measure(options: Options) -> Height:
    """Reckon the height of a full list."""
    return Height(
        *(round(around(options, narrow) + items(options, narrow) + 0.005, 2) for narrow in (True, False))
    )


def around(options: Options, narrow: bool) -> float:
    """What the box has besides its items: padding and border, heading, the link at its end."""
    heading = 1.25 * (1.3 * (2 if narrow else 1) + 0.4) if options.level else 0
    return 2 * (1 + BORDER) + heading + (0.75 + 1.5 + BORDER)


def items(options: Options, narrow: bool) -> float:
    """All items, one below the other or in rows."""
    if options.layout != "cards":
        return options.count * (item(options, narrow))
    rows = ceil(options.count / (1 if narrow else options.columns))
    return rows * (item(options, narrow) + 1)  # each with the gap below it


def item(options: Options, narrow: bool) -> float:
    """One item with every line that it may have."""
    meta = META if options.date or options.source or options.tongue is None else 0
    if options.layout == "compact":
        return 2 * 0.375 + BORDER + 1.4 * (2 if narrow else 1) + meta
    cards = options.layout == "cards"
    summary = options.summary and 0.25 + 1.5 * (4 if narrow or cards else 3)
    text = (
        1.4 * (3 if narrow or cards else 2) + (meta and 0.25 + meta * (2 if narrow or cards else 1)) + summary
    )
    if cards:
        return 2 * (1 + BORDER) + text + (PICTURE if options.image else 0)
    return 2 * 0.75 + BORDER + max(text, 4.5 if options.image else 0)
