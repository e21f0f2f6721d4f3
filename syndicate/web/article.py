"""Sanitised HTML of a source → the same as a part of our page: without images, its headings below ours.

Images would be asked of the source's server, which tells it who reads what; their alternative text stays. The HTML is
as the sanitiser writes it: every attribute in double quotes, every other `<` escaped. Nothing is made safe here.
"""

import re

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*+)((?:[^>"]|"[^"]*+")*+)>')
ALT = re.compile(r'\salt="([^"]*)"')
WIDE = frozenset(("pre", "table"))  # may be scrolled sideways, by keyboard too
TOP = 2  # the title of the page is the only heading above


def embed(html: str) -> str:
    """Fit the HTML of a source into the page of its item."""
    levels = sorted({tag[2] for tag in TAG.finditer(html) if heading(tag[2])})
    lowered = {name: f"h{min(TOP + number, 6)}" for number, name in enumerate(levels)}

    def fit(tag: re.Match[str]) -> str:
        closing, name, attributes = tag.groups()
        if name == "img":
            return instead(attributes)
        reached = "" if closing or name not in WIDE else ' tabindex="0"'
        return f"<{closing}{lowered.get(name, name)}{attributes}{reached}>"

    return TAG.sub(fit, html)


def heading(name: str) -> bool:
    return len(name) == 2 and name[0] == "h" and name[1].isdigit()


def instead(attributes: str) -> str:
    """What stands for an image: the text that says what it shows."""
    alt = ALT.search(attributes)
    text = alt[1].replace("&quot;", '"').replace("<", "&lt;").strip() if alt else ""
    return f'<span class="image">{text}</span>' if text else ""
