"""A list → its data for the web component, and its page for a frame with the policy that lets nothing else run in it.

In: a `Listing`. Out: values for JSON; HTML and what its headers say. Nothing is read here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import render_template

from ...config.model import Config
from ..languages import Phrase, direction
from ..words import gettext as _
from .listing import Listing, Shown
from .options import Misread
from .script import REPORT, allowance, styles

# What the box of a component has from the page around it, and one in a frame from nobody.
AROUND = """\
html { font: 100%/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
body { margin: 0; }
main { display: flex; flex-direction: column; min-block-size: 100vh; }
main .box { flex: 1; }
.note { margin: 0; padding: .5em 1em; font-size: .875em; }
"""


class Framed(NamedTuple):
    """A page for a frame."""

    html: str
    policy: str


def data_of(found: Listing) -> Mapping[str, object]:
    """Everything that the component shows, with every choice made."""
    options = found.options
    return {
        "lang": found.language,
        "dir": direction(found.language),
        "layout": options.layout,
        "theme": options.theme,
        "columns": options.columns,
        "colours": options.colours,
        "level": options.level,
        "full": found.full,
        "heading": {"text": found.heading.text} | tongue(found.heading),
        "newtab": found.newtab,
        "empty": found.empty,
        "more": {"text": found.more, "url": found.page},
        "items": [
            {name: value for name, value in item_of(found, one).items() if value} for one in found.items
        ],
    }


def item_of(found: Listing, one: Shown) -> Mapping[str, object]:
    """One item as the component is told of it; what is empty is left out."""
    return {
        "url": one.url,
        "title": one.title,
        "lang": one.language,
        "dir": one.direction,
        "date": one.day and one.day.iso,
        "day": one.day and one.day.words,
        "source": one.source,
        "tongue": one.tongue,
        "summary": one.summary,
        "image": one.picture and asdict(one.picture),
    }


def tongue(said: Phrase) -> dict[str, str]:
    """The language of a text, where it is known."""
    return {"lang": said.language, "dir": direction(said.language)} if said.language else {"dir": "auto"}


def framed(config: Config, found: Listing, mistakes: Sequence[Misread]) -> Framed:
    """Write a list as a page of its own; what was not understood is said above it."""
    style = AROUND + styles() + f".box {{ {own_style(found)} }}\n"
    html = render_template(
        "embed/frame.html",
        list=found,
        notes=[_(one.sentence, **one.values) for one in mistakes],
        style=style,
        script=REPORT,
    )
    policy = f"{framing(config)}; style-src {allowance(style)}; script-src {allowance(REPORT)}"
    return Framed(html, policy)


def own_style(found: Listing) -> str:
    """The partner's colours and columns, as the component sets them."""
    chosen = [f"--feed-embed-{name}: {value}" for name, value in found.options.colours.items()]
    return "; ".join([f"--columns: {found.options.columns}", *chosen])


def framing(config: Config) -> str:
    """What every page for a frame may do, and who may show it."""
    site = urlsplit(config.site.base)
    policy = "default-src 'none'; base-uri 'none'; form-action 'none'"
    policy += f"; img-src 'self' {site.scheme}://{site.netloc}"
    allowed = config.site.embed.allow
    return f"{policy}; frame-ancestors 'self' {' '.join(allowed)}" if allowed else policy
