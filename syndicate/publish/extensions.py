"""What feedgen cannot write itself, attached through its extension hook: elements of ours in, nothing out.

feedgen prints Atom entry links without their attributes, knows no xml:lang of an entry, only a title and a link of an
Atom source, and neither `dc:creator` beside our other elements nor a correct `sy:updatePeriod`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def element(name: str, text: str | None = None, /, **attributes: str | None) -> Any:
    """Make one element, without the attributes that are not known."""
    made = etree.Element(name, {key: value for key, value in attributes.items() if value})
    made.text = text
    return made


def tell(node: Any, language: str | None) -> None:
    """Say the language of an element, where it is known (XML 1.0, section 2.12)."""
    if language:
        node.set(XML_LANG, language)


@dataclass(frozen=True, slots=True)
class HeadParts:
    """Elements at the end of the head of a feed, the namespaces of the whole document, and its language."""

    elements: Sequence[Any]
    namespaces: Mapping[str, str]
    language: str | None

    def extend_ns(self) -> Mapping[str, str]:
        return self.namespaces

    def extend_rss(self, root: Any) -> None:
        root[0].extend(self.elements)
        tell(root[0], self.language)

    def extend_atom(self, root: Any) -> None:
        root.extend(self.elements)
        tell(root, self.language)


@dataclass(frozen=True, slots=True)
class ItemParts:
    """Elements at the end of an RSS item, and its language, if it is not the feed's."""

    elements: Sequence[Any]
    language: str | None

    def extend_rss(self, item: Any) -> None:
        item.extend(self.elements)
        tell(item, self.language)


@dataclass(frozen=True, slots=True)
class EntryParts:
    """Elements at the end of an Atom entry, whose links they replace, and its language, if it is not the feed's."""

    elements: Sequence[Any]
    language: str | None
    around: str | None

    def extend_atom(self, entry: Any) -> None:
        for bare in entry.findall("link"):
            entry.remove(bare)
        entry.extend(self.elements)
        tell(entry, self.language)
        for ours in entry.findall("category[@label]") if self.language else []:
            tell(ours, self.around)  # the name of our category is in the feed's language all the same


def attach_head(
    feed: Any, elements: Sequence[Any], namespaces: Mapping[str, str], language: str | None
) -> None:
    """Add to an RSS channel or an Atom feed; `feed` is a FeedGenerator."""
    feed.register_extension("parts", partial(HeadParts, elements, namespaces, language))


def attach_item(entry: Any, elements: Sequence[Any], language: str | None) -> None:
    """Add to an RSS item; `entry` is a FeedEntry, `language` what it has other than its feed's."""
    entry.register_extension("parts", partial(ItemParts, elements, language), atom=False)


def attach_entry(entry: Any, elements: Sequence[Any], language: str | None, around: str | None) -> None:
    """Add to an Atom entry; `entry` is a FeedEntry, `language` what it has other than `around`, its feed's."""
    entry.register_extension("parts", partial(EntryParts, elements, language, around), rss=False)
