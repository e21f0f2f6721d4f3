"""Choices → the lines that a partner copies into a page: for the web component, a frame, and a server that puts lists in.

In: the config, the names of categories, the choices. Out: plain text, to be escaped where it is shown as text. What it
makes shows a link where our server does not answer.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from markupsafe import Markup

from ...config.model import Config
from ..languages import Phrase, direction
from ..paths import feed_address
from .listing import page, title
from .measure import FONT, measure
from .options import Options
from .script import NEWEST, scripts

SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"

COMPONENT = Markup("""\
<feed-embed src="{src}" style="display:grid;min-height:{height}">
  {link}
</feed-embed>
{script}
""")
FRAME = Markup("""\
<iframe src="{src}" title="{title}" width="100%" height="{pixels}" style="border:0;width:100%;height:{height}" \
loading="lazy" referrerpolicy="no-referrer" sandbox="{sandbox}"></iframe>
<p>{link}</p>
{script}
""")
SCRIPT = Markup('<script type="module" src="{src}" integrity="{integrity}" crossorigin="anonymous"></script>')
QUOTED = Markup("<blockquote>{link}</blockquote>{frame}")
BARE = Markup(
    '<iframe src="{src}" title="{title}" width="{width}" height="{height}" frameborder="0" loading="lazy"'
    ' referrerpolicy="no-referrer" sandbox="{sandbox}"></iframe>'
)
ESI = Markup('<esi:include src="{src}" onerror="continue"/>\n')
PHP = """\
<?php
$address = '%(src)s';
$kept = __DIR__ . '/feed-embed-%(name)s.html';  // in a folder that PHP may write to
if (!is_file($kept) || time() - filemtime($kept) > 300) {
    $soon = stream_context_create(['http' => ['timeout' => 3]]);
    $list = @file_get_contents($address, false, $soon);
    if ($list) file_put_contents($kept, $list, LOCK_EX);
    elseif (is_file($kept)) touch($kept);  // the last list stays, and the server is left alone for a while
}
echo is_file($kept) ? file_get_contents($kept) : '%(link)s';
"""


@dataclass(frozen=True)
class Snippets:
    """What can be copied for one list."""

    config: Config
    names: tuple[str, ...]
    options: Options

    def address(self, form: str = "") -> str:
        """The address of the list in a form, which holds every choice."""
        return f"{self.config.site.base}/embed/{','.join(self.names)}{form}{self.options.query}"

    @cached_property
    def title(self) -> Phrase:
        return title(self.config, self.names, self.options.tongue)

    @property
    def page(self) -> str:
        """Where the list stands for people."""
        return page(self.config, self.names, self.options.tongue)

    @property
    def feeds(self) -> list[str]:
        """The addresses of the feeds with the same news."""
        return [feed_address(self.config, name, self.options.tongue, "rss") for name in self.names]

    @property
    def link(self) -> Markup:
        """What stands there while there is no list."""
        said = self.title
        return Markup('<a href="{}" lang="{}" dir="{}">{}</a>').format(
            self.page, said.language, direction(said.language), said.text
        )

    @property
    def script(self) -> Markup:
        src = f"{self.config.site.base}/embed/v{NEWEST}/feed-embed.js"
        return SCRIPT.format(src=src, integrity=scripts()[NEWEST].integrity)

    @property
    def component(self) -> str:
        """The web component, with the room that it will need."""
        height = measure(self.options).css("em", 1)
        return str(
            COMPONENT.format(src=self.address(".json"), height=height, link=self.link, script=self.script)
        )

    @property
    def frame(self) -> str:
        """A frame that fits its height where the script runs, and has a fixed one elsewhere."""
        height = measure(self.options)
        lines = FRAME.format(
            src=self.address(),
            title=self.title.text,
            pixels=height.pixels,
            height=height.css("px", FONT),
            sandbox=SANDBOX,
            link=self.link,
            script=self.script,
        )
        return str(lines)

    def quoted(self, width: int, height: int) -> str:
        """A frame as oEmbed hands it on: a quotation stands for it until it reports its height, where somebody listens."""
        frame = BARE.format(
            src=self.address(), title=self.title.text, width=width, height=height, sandbox=SANDBOX
        )
        return str(QUOTED.format(link=self.link, frame=frame))

    @property
    def esi(self) -> str:
        return str(ESI.format(src=self.address(".html")))

    @property
    def php(self) -> str:
        """A script that puts the list in, and keeps the last one."""
        src = self.address(".html")
        name = sha256(src.encode()).hexdigest()[:12]
        written = {"src": src, "link": self.link}
        return PHP % {"name": name, **{key: quoted(text) for key, text in written.items()}}


def quoted(text: str) -> str:
    """Write a text between single quotes of PHP."""
    return str(text).replace("\\", "\\\\").replace("'", "\\'")
