"""The categories of an item: ours and the labels of its source in, elements of feedgen out, for RSS and Atom alike."""

from typing import Any

from ..published import Feed, FeedItem, Origin


def add_categories(entry: Any, feed: Feed, item: FeedItem) -> None:
    """Add our category, then the source's labels; `entry` is a FeedEntry, which prints the label in RSS.

    A scheme keeps a label of the source from being taken for a category of ours. Ours is the home page, because it
    lists the categories and is one for all languages.
    """
    entry.category(term=feed.category, scheme=f"{feed.base}/", label=feed.term)
    named = scheme(feed, item.origin)
    for label in item.labels:
        entry.category({"term": label} | ({"scheme": named} if named else {}))


def scheme(feed: Feed, origin: Origin) -> str:
    """Give what tells labels of a source from others; a source without an address of its own has but its id."""
    named = origin.link or origin.url
    return origin.id if named.rstrip("/") == feed.base else named
