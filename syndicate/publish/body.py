"""The body of an item as its readers see it: the picture first, the text, and at the end where it comes from.

In comes a feed that has passed the border; out goes the same feed, its contents completed. What a source allows to be
printed is decided before, and HTML is not sanitised here: it comes clean.
"""

from dataclasses import replace
from html import escape

from ..published import Feed, FeedItem

IMAGE = "<img "
# In front of the name of a source, in the languages of the European Union.
CREDIT = {
    "bg": "Източник:", "cs": "Zdroj:", "da": "Kilde:", "de": "Quelle:", "el": "Πηγή:", "en": "Source:",
    "es": "Fuente:", "et": "Allikas:", "fi": "Lähde:", "fr": "Source\u00a0:", "ga": "Foinse:", "hr": "Izvor:",
    "hu": "Forrás:", "it": "Fonte:", "lt": "Šaltinis:", "lv": "Avots:", "mt": "Sors:", "nl": "Bron:",
    "pl": "Źródło:", "pt": "Fonte:", "ro": "Sursa:", "sk": "Zdroj:", "sl": "Vir:", "sv": "Källa:",
}  # fmt: skip


def complete(feed: Feed) -> Feed:
    """Complete the contents of a feed's items, but for those of which only the id is left."""
    gone = {one.id for one in feed.withdrawn}
    return replace(
        feed,
        items=tuple(
            item if item.id in gone else replace(item, content=content(feed, item)) for item in feed.items
        ),
    )


def content(feed: Feed, item: FeedItem) -> str:
    """Put picture, text and source together; without one of the first and the last the text stays as it is."""
    around = picture(item), credit(feed, item)
    if not any(around):
        return item.content
    text = item.content or (paragraph(item.summary) if item.summary != item.title else "")
    return "\n".join(filter(None, (around[0], text, around[1])))


def paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def picture(item: FeedItem) -> str:
    """Show the picture, unless the text shows one itself: that would often be the same in another size."""
    if not item.image or IMAGE in item.content:
        return ""
    return f'<p><img alt="" src="{escape(item.image)}" loading="lazy" referrerpolicy="no-referrer"></p>'


def credit(feed: Feed, item: FeedItem) -> str:
    """Name the source in the feed's language, or else the item's, with a link to the article.

    The last entry of a feed that ends is its own.
    """
    if not feed.credit or item.origin.id == feed.id:
        return ""
    language = next((tag for tag in map(primary, (feed.language, item.language)) if tag in CREDIT), "en")
    spoken = "" if language == primary(item.language) else f' lang="{language}"'
    name = f'<a href="{escape(item.link or item.page)}">{escape(item.origin.title, quote=False)}</a>'
    return f"<p{spoken}>{CREDIT[language]} {name}</p>"


def primary(tag: str | None) -> str:
    """Give a tag's first part (RFC 5646, section 2.2.1)."""
    return (tag or "").partition("-")[0]
