"""Where documents are: the name of a feed and a format in, a path, an address or a media type out."""

from dataclasses import replace

from ..published import Feed

# The formats of a feed, with their media types.
FORMATS = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
MEDIA_TYPES = {**FORMATS, "opml": "text/x-opml"}


def feed_path(name: str, form: str) -> str:
    """Give the path of a feed in one format, without a leading slash."""
    return f"feeds/{name}.{form}"


def feed_address(base: str, name: str, form: str) -> str:
    """Give the public address of a feed in one format; `base` has no trailing slash."""
    return f"{base}/{feed_path(name, form)}"


def edition_addresses(feed: Feed, form: str) -> dict[str | None, str]:
    """Give the addresses of the same category in its other languages; None stands for all of them in one."""
    return {tag: feed_address(feed.base, replace(feed, language=tag).name, form) for tag in feed.editions}
