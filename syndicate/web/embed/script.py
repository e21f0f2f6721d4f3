"""The script of `<feed-embed>` in its versions: its bytes, its integrity hash, and the style sheet that is written in it.

In: the files in `static/`, read once. Out: what is served at a versioned address, for ever the same: partners name its
hash. A change of behaviour is a new version with a file of its own, and the old one stays.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256, sha384
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "static"
FOREVER = "public, max-age=31536000, immutable"
FILES = {1: "feed-embed.js"}
NEWEST = max(FILES)
STYLES = re.compile(r"const CSS = `\n(.*?)`;", re.DOTALL)

# What the page in a frame tells the page around it: the height that its list needs, also in WordPress's own words.
REPORT = """\
const list = document.querySelector("main"), secret = new URLSearchParams(location.hash.slice(2)).get("secret");
const report = () => {
  const height = Math.ceil(list.getBoundingClientRect().height);
  parent.postMessage(secret ? { message: "height", value: height, secret } : { feedEmbed: height }, "*");
};
new ResizeObserver(report).observe(list);
addEventListener("message", report);
if (secret) addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  parent.postMessage({ message: "link", value: link.dataset.page ?? link.href, secret }, "*");
});
"""


@dataclass(frozen=True, slots=True)
class Script:
    """One version of the script."""

    body: bytes
    integrity: str  # as the attribute of that name wants it


@cache
def scripts() -> Mapping[int, Script]:
    """Read every version there is."""
    bodies = {number: (FOLDER / name).read_bytes() for number, name in FILES.items()}
    return {number: Script(body, f"sha384-{coded(sha384(body).digest())}") for number, body in bodies.items()}


@cache
def styles() -> str:
    """The style sheet of the newest version, for a page that has no shadow tree."""
    found = STYLES.search(scripts()[NEWEST].body.decode())
    if found is None:
        raise ValueError(f"{FILES[NEWEST]} has no style sheet")
    return found[1]


def allowance(text: str) -> str:
    """What a Content-Security-Policy says so that exactly this script or style may stand in a page."""
    return f"'sha256-{coded(sha256(text.encode()).digest())}'"


def coded(digest: bytes) -> str:
    return b64encode(digest).decode()
