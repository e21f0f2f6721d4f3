"""feeds.yaml was edited: put it in force, or keep the last good one and remember the mistakes.

In: the texts as they are now. Out: its mistakes, none if it is in force. No state of fetching is lost: a source
that stays keeps its validators and its next time. This alone puts a config in force; every process then finds it
in the store.
"""

import hashlib
import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from ..check import judged, refuse_other_site
from ..config.addresses import category_page, feed_name, feed_title
from ..config.ending import ended
from ..config.load import said
from ..config.model import Config, text_in
from ..errors import ConfigError, Mistake
from ..line import listed, mark_stale
from ..publish.opml import Listed as OutlinedFeed
from ..publish.opml import render_opml
from ..store import archives, configs, decisions, documents, feeds, renames, sources
from ..store.database import Database, Transaction
from ..store.sources import SourceState

log = logging.getLogger(__name__)

OPML_AGE = timedelta(hours=1)  # how long a reader may keep the list of feeds


def reconcile(
    store: Database, files: Mapping[str, str], secrets: Mapping[str, str], now: datetime
) -> tuple[Mistake, ...]:
    """Make the rows follow feeds.yaml, the first of the files by their names, and those beside it.

    They may do so already. A wrong one changes nothing but is remembered.
    """
    name, text = next(iter(files.items()))
    digest = hashlib.blake2b(json.dumps(list(files.items())).encode(), digest_size=16).hexdigest()
    with store.read() as tx:
        newest = configs.newest(tx)
    if newest and newest.digest == digest and not newest.mistakes:
        return ()
    try:
        loaded = judged(text, name, secrets, files)
        config = loaded.public  # secrets as they are written: none goes into a row
        with store.write() as tx:
            configs.lock(tx)
            refuse_other_site(config, configs.site_id(tx, config.site.id, now), text, name)
            follow(tx, config, now)
            number = configs.keep(tx, now, digest, files, ())
            configs.say(tx, number, said(loaded.places))
    except ConfigError as error:
        remember(store, digest, files, error.mistakes, now)
        return error.mistakes
    log.info("%s is in force", name, extra={"event": "config_applied", "job": "reconcile", "outcome": "ok"})
    return ()


def remember(
    store: Database, digest: str, files: Mapping[str, str], mistakes: tuple[Mistake, ...], now: datetime
) -> None:
    """Keep the mistakes where the web can count them."""
    with store.write() as tx:
        configs.lock(tx)
        newest = configs.newest(tx)
        if not newest or (newest.digest, newest.mistakes) != (digest, mistakes):
            configs.keep(tx, now, digest, files, mistakes)


def follow(tx: Transaction, config: Config, now: datetime) -> None:
    """Make sources, feeds and the list of feeds follow; what is published may have changed in every category."""
    before = {state.id: printed(state) for state in sources.states(tx)}
    sources.follow(tx, listed(config), now)
    after = {state.id: printed(state) for state in sources.states(tx)}
    archives.touch_sources(tx, {number for number, said in before.items() if after[number] != said})
    renames.follow(tx, config.categories, config.renamed)
    decisions.rejudge(tx)
    wanted = [
        (category, language) for category in config.categories for language in [None, *config.site.languages]
    ]
    for category, language in feeds.follow(tx, wanted, now):
        archives.forget(tx, category, language)  # first: it waits for a page that is being stored
        documents.remove_feed(tx, feed_name(category, language))
    mark_stale(tx, config, config.categories, now, at_once=True)
    title = text_in(config.site.title, config.site.languages, None)
    going = [(category, language) for category, language in wanted if not ended(config, category, now)]
    outlines = [outline(config, category, language) for category, language in going]
    documents.keep(tx, [render_opml(title, config.site.contact.name, outlines, now)], OPML_AGE, now)


def printed(state: SourceState) -> tuple[object, ...]:
    """What feeds print of a source because feeds.yaml says so."""
    return (state.name, state.url, state.republish, state.images)


def outline(config: Config, category: str, language: str | None) -> OutlinedFeed:
    """One feed as the list of feeds names it."""
    return OutlinedFeed(
        name=feed_name(category, language),
        title=f"{feed_title(config, category, language)} ({language or 'all languages'})",
        category=category,
        language=language,
        base=config.site.base,
        page=category_page(config, category, language),
    )
