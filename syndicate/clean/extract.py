"""The text of an article's page in, what the library finds in it out; imported only when the first article comes.

The library takes half a second to load and is an extra: nothing imports this module but `fulltext`, by its name.
"""

from trafilatura.core import extract_with_metadata
from trafilatura.settings import Document


def extract(page: str, url: str) -> Document | None:
    """Find the article, as HTML, with what the page says of it; None where there is none."""
    return extract_with_metadata(
        page,
        url=url,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_images=True,
        include_links=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
