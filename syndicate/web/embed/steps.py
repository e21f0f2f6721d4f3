"""How a list gets into the usual systems for web sites, a sentence or two each, in the language of the page."""

from collections.abc import Sequence

from ..words import gettext as _


def steps(server: str) -> Sequence[tuple[str, str]]:
    """The name of each system, and what to do there."""
    return (
        (
            "WordPress",
            _(
                "Paste the address of the category’s page on a line of its own: WordPress shows the list in a frame."
                " Or add the block “RSS” with the address of the feed; WordPress looks for news twice a day."
            ),
        ),
        (
            "Drupal",
            _(
                "Install the module Aggregator, add the address of the feed and place its block."
                " Or paste the frame into a block whose text format allows iframes."
            ),
        ),
        (
            "TYPO3",
            _(
                "Add a content element of the type HTML and paste the web component or the frame."
                " Or show the feed with an extension such as rss_display."
            ),
        ),
        (
            "Joomla",
            _(
                "Make a module of the type Feed Display and give it the address of the feed."
                " Or paste the frame into a module of the type Custom, with the editor switched off."
            ),
        ),
        (
            "SharePoint",
            _(
                "Ask an administrator to allow %(server)s under HTML Field Security, then add the web part Embed"
                " and paste the address of the frame.",
                server=server,
            ),
        ),
    )
