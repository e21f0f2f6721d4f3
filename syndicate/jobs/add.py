"""An editor adds an item by the address of its page: look at it, and make an item of it when it is agreed to.

In: an address, then what was read of it as the editor wants it. Out: plain values. The page is asked as every page is:
through the guard, and only if robots.txt lets us. The item is of a source of the editors' own, one for each site, which
no feeds.yaml can name and which is never asked. That it was added is a decision, with all that the item says, so that
it comes again in another database.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..added import make
from ..ask import Mindful
from ..confine import Elsewhere, confined
from ..decided import DESK
from ..errors import SourceError
from ..identity.key import keyed
from ..model import CleanEntry, Failure, Request
from ..readings import Setting
from ..runtime import Runtime
from ..store import decisions, history, items

if TYPE_CHECKING:
    from ..reading import read_alone
else:  # loaded where it is computed
    read_alone = Elsewhere("syndicate.reading", "read_alone")

Values = Mapping[str, Any]


def look(runtime: Runtime, url: str) -> Values:
    """Read the page at an address: what its item would say, or the item that there is already."""
    config, now = runtime.config, runtime.clock()
    ((_, answer),) = Mindful(runtime).fetch_all([Request(DESK, url)])
    if isinstance(answer, Failure):
        raise SourceError(answer.code, answer.detail)
    entry, site = confined(read_alone, answer, Setting(now, config.site.timezone, config.languages))
    with runtime.store.read() as tx:
        known = [one.item.uid for one in items.load(tx, history.numbers(tx, keys(entry, url)))]
    return {"page": page_of(entry, site), "known": known[0] if known else None}


def keys(entry: CleanEntry, url: str) -> list[str]:
    [one] = keyed([entry], None)
    return [*one.keys, url]


def page_of(entry: CleanEntry, site: str) -> Values:
    """What was read of a page, as plain values."""
    host = urlsplit(entry.link or "").hostname or ""
    day = entry.published or entry.updated
    names = ("link", "title", "summary", "language", "author", "image")
    return {
        **{name: getattr(entry, name) for name in names},
        "published": day.isoformat() if day else None,
        "site": site or host,
        "host": host,
    }


def keep(runtime: Runtime, page: Values, put: Sequence[str], who: str) -> Values:
    """Store the item that a page is to be, in these categories whatever the rules say; give its uid."""
    now = runtime.clock()
    with runtime.store.write() as tx:
        uid = make(tx, runtime, page, now)
        decisions.decide(tx, uid, "add", who, now, value=json.dumps(dict(page), ensure_ascii=False))
        for category in put:
            decisions.decide(tx, uid, "put", who, now, about=category)
    return {"uid": uid}
