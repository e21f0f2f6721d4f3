"""What a page says of itself to machines: JSON-LD in the words of schema.org, as a part of the page that runs nothing.

In: what the page shows. Out: `Markup` with no character in it that could end the element it stands in.
"""

import json
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from ..config.addresses import site_page
from ..config.model import Config
from .languages import Phrase
from .paths import home_page
from .shown import Article, Card, Teaser

CONTEXT = "https://schema.org"
ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)

Thing = dict[str, object]


def written(*things: Thing) -> Markup:
    """Write things as one part of a page."""
    text = json.dumps({"@context": CONTEXT, "@graph": things}, ensure_ascii=False)
    return Markup(text.translate(ESCAPES))  # noqa: S704 - all that could be markup is escaped


def publisher(config: Config) -> Thing:
    """Who publishes the site."""
    contact = config.site.contact
    return {
        "@type": "Organization",
        "name": contact.name,
        **({"email": contact.email} if contact.email else {}),
    }


def home(config: Config, language: str | None, site: Phrase) -> Markup:
    """Say what the site is, and how it is searched."""
    address = home_page(config, language)
    thing: Thing = {"@type": "WebSite", "name": site.text, "url": address, "publisher": publisher(config)}
    if site.language:
        thing["inLanguage"] = site.language
    thing["potentialAction"] = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{site_page(config, 'search', language)}?q={{words}}",
        },
        "query-input": "required name=words",
    }
    return written(thing)


def category(
    config: Config, language: str | None, site: Phrase, card: Card, teasers: Sequence[Teaser]
) -> Markup:
    """Say what a category is about and what is new in it."""
    listed = [
        {"@type": "ListItem", "position": place, "url": one.address, "name": one.title}
        for place, one in enumerate(teasers, 1)
    ]
    page: Thing = {
        "@type": "CollectionPage",
        "name": card.title.text,
        "url": card.address,
        "mainEntity": {"@type": "ItemList", "itemListElement": listed},
    }
    if card.about:
        page["description"] = card.about.text
    return written(page, trail([(site.text, home_page(config, language)), (card.title.text, card.address)]))


def item(
    config: Config, language: str | None, site: Phrase, article: Article, cards: Sequence[Card]
) -> Markup:
    """Say what an item is: whose news, of when, and whence."""
    page: Thing = {
        "@type": "NewsArticle",
        "headline": article.title,
        "url": article.address,
        "datePublished": article.day.iso,
        "dateModified": article.changed.iso,
        "publisher": {"@type": "Organization", "name": article.source},
        "isPartOf": {"@type": "WebSite", "name": site.text, "url": home_page(config, None)},
    }
    author = article.author or article.source
    page["author"] = {"@type": "Person" if article.author else "Organization", "name": author}
    if article.summary:
        page["description"] = article.summary
    if article.language:
        page["inLanguage"] = article.language
    if article.link:
        page["isBasedOn"] = article.link
    steps = [
        (site.text, home_page(config, language)),
        *((card.title.text, card.address) for card in cards[:1]),
    ]
    return written(page, trail([*steps, (article.title, article.address)]))


def trail(steps: Iterable[tuple[str, str]]) -> Thing:
    """Say on which way a page is reached."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(steps, 1)
        ],
    }
