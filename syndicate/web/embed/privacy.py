"""What a partner can print about privacy beside a list, in every language that our own words are there in.

In: the config. Out: for each language two texts: for lists that a browser asks for, and for those that the partner's
own server puts in. What a web server in front of ours writes down is its operator's to tell.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from ...config.model import Config, text_in
from .. import words
from ..languages import own_name
from ..words import N_

ASKED = N_(
    "This page shows news of “%(site)s”. Your browser asks the server %(server)s for them, which is run by"
    " %(contact)s. With that, as with every request on the web, it sends your IP address, the kind of your browser and"
    " the address of the list, but not that of this page. No cookie is set, nothing is stored on your device but the"
    " usual copy in your browser’s cache, nothing is asked of third parties, and nobody is followed."
)
PUT_IN = N_(
    "This page shows news of “%(site)s”, run by %(contact)s. Our own server puts them in: your browser asks nobody"
    " else for them, and nothing about you is passed on."
)


@dataclass(frozen=True, slots=True)
class Privacy:
    """The texts in one language."""

    language: str
    name: str  # the language's own
    asked: str
    put_in: str


def privacy(config: Config) -> list[Privacy]:
    """Write the texts in every language, that of the page first."""
    first = words.interface()
    return [written(config, one) for one in sorted(words.INTERFACE, key=lambda one: (one != first, one))]


def written(config: Config, language: str) -> Privacy:
    """Write the texts in one language."""
    site = config.site
    values = {
        "site": text_in(site.title, site.languages, language),
        "server": urlsplit(site.base).netloc,
        "contact": site.contact.name,
    }
    say = words.catalogue(language).ugettext
    return Privacy(language, own_name(language), say(ASKED) % values, say(PUT_IN) % values)
