"""The site's own addresses and ids, all made from `site.url` and `site.id`, never from what a visitor sent."""

from urllib.parse import urlsplit

from .model import Config, text_in

EVERY = "all"  # stands in addresses where a language does


def feed_name(category: str, language: str | None) -> str:
    """The stem of a feed's addresses: "development", or "development.fr"."""
    return f"{category}.{language}" if language else category


def feed_title(config: Config, category: str, language: str | None) -> str:
    """What a feed is called in a reader: its category, and whose it is."""
    languages = config.site.languages
    category_title = text_in(config.categories[category].title, languages, language)
    return f"{category_title} · {text_in(config.site.title, languages, language)}"


def tag_uri(config: Config, rest: str) -> str:
    """A permanent id (RFC 4151)."""
    return f"tag:{config.site.id}:{rest}"


def category_page(config: Config, category: str, language: str | None) -> str:
    """The address of a category's page for people."""
    return f"{config.site.base}/{language or EVERY}/{category}"


def item_page(config: Config, uid: str, language: str | None) -> str:
    """The address of an item's page for people."""
    return f"{config.site.base}/{language or EVERY}/item/{uid}"


def site_page(config: Config, key: str, language: str | None) -> str:
    """The address of a page about the site itself: about-feeds, search, sources, imprint, privacy, accessibility."""
    return f"{config.site.base}/{language or EVERY}/{key}"


def embed_page(config: Config, language: str | None) -> str:
    """The address of the page on which other sites choose how they show our lists."""
    return f"{config.site.base}/{language or EVERY}/embed"


def bot_page(config: Config) -> str:
    """The address of the page that says who asks other servers, and how to stop us."""
    return f"{config.site.base}/bot"


def prefix(config: Config) -> str:
    """The path under which the site is published, "" or such as "/news"."""
    return urlsplit(config.site.base).path.rstrip("/")
