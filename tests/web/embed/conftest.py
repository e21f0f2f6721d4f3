"""The site and client of the tests of pages, with items that an embed shows."""

import pytest

from ..conftest import client, empty, site
from ..site import Site, variant

__all__ = ["client", "empty", "site"]


@pytest.fixture
def stocked(site: Site) -> Site:
    """Three items, of sources that let us print all, a summary, and the title alone."""
    site.add("u1", variant(title="Water & towns"), "development", hours=1)
    second = variant("vng", "fr", "L’eau des villes", content="<p>Never here</p>")
    site.add("u2", second, "development", hours=2)
    site.add("u3", variant("quiet", title="Only a title"), "development", "strict-news", hours=3)
    return site
