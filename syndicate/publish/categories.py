"""The categories of an item: ours and the labels of its source in, elements of feedgen out, for RSS and Atom alike."""

from typing import Any

from ..model import Feed, FeedItem


def add_categories(entry: Any, feed: Feed, item: FeedItem) -> None:
    """Add our category, then the source's labels; `entry` is a FeedEntry, which prints the label in RSS.

    A scheme keeps a label of the source from being taken for a category of ours. Ours is the home page, because it
    lists the categories and is one for all languages.
    """
    entry.category(term=feed.category, scheme=f"{feed.base}/", label=feed.term)
    named = item.origin.link or item.origin.url
    for label in item.labels:
        entry.category({"term": label} | ({"scheme": named} if named else {}))
