"""A tag as the parser writes it in, the name by which the readers of feeds know the element out; tables, mostly.

Elements of RSS, RDF and Atom are known by their local name in lower case, those of the usual extensions have a prefix.
"""

from functools import lru_cache
from typing import Any

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ATOM = "http://www.w3.org/2005/atom"
RSS_RDF = frozenset({"http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"})
XML = "{http://www.w3.org/XML/1998/namespace}"

PREFIXES = {
    **dict.fromkeys(RSS_RDF, ""),
    "": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://purl.org/atom/ns#": "",
    ATOM: "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://search.yahoo.com/mrss": "media:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
USERLAND = "backend.userland.com/rss"  # with whatever version behind it
# Where it does not know the namespace, the tolerant parser goes by the prefix, and by the local name without one.
TAKEN = {prefix.rstrip(":"): prefix for prefix in PREFIXES.values()}

# What tells of the feed that an entry was taken from.
ORIGIN = frozenset(
    "title id link updated published author contributor category generator icon logo rights subtitle".split()
)
# Rare, or with a name under which the tolerant parser keeps something else.
STRANGE = frozenset(
    "abstract body xhtml:body date tags authors links author_detail title_detail summary_detail content_detail"
    " guidislink newlocation".split()
)


@lru_cache(maxsize=4096)
def known(tag: str) -> str | None:
    """Name an element; None where its namespace is none of the usual ones."""
    space, _, local = tag.rpartition("}")
    uri = space[1:].lower()
    prefix = "" if USERLAND in uri else PREFIXES.get(uri)
    return None if prefix is None else prefix + local.lower()


def name(element: Any) -> str:
    """Name an element, or say "" where it is of no interest."""
    found = known(element.tag)
    return prefixed(element) if found is None else found


def prefixed(element: Any) -> str:
    """Name an element of an unknown namespace."""
    prefix = TAKEN.get((element.prefix or "").lower())
    return "" if prefix is None else prefix + element.tag.rpartition("}")[2].lower()
