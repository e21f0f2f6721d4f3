"""Every mistake of a feeds.yaml, of its shape and from all stages: one judgement for `check`, start and reload.

In: the texts and the secrets. Out: the `Config`, or a `ConfigError` with all mistakes. Nothing is put in force here.
"""

from collections.abc import Mapping

from . import categorise, clean, fetch, sources
from .config.load import NONE, Loaded, read
from .config.model import Config
from .config.tree import compose
from .errors import ConfigError

STAGES = (fetch.mistakes, sources.mistakes, clean.mistakes, categorise.mistakes)


def check(
    text: str,
    name: str = "feeds.yaml",
    secrets: Mapping[str, str] | None = None,
    beside: Mapping[str, str] = NONE,
) -> Config:
    """Judge feeds.yaml and the files beside it; give it with its secrets."""
    return judged(text, name, secrets, beside).config


def judged(
    text: str, name: str, secrets: Mapping[str, str] | None, beside: Mapping[str, str] = NONE
) -> Loaded:
    """Judge them; stages are asked only when the shape is right, and see no secrets."""
    loaded = read(text, name, secrets, beside)
    found = [
        loaded.places.mistake(path, message) for stage in STAGES for path, message in stage(loaded.public)
    ]
    mistakes = {*loaded.mistakes, *found}
    if mistakes:
        raise ConfigError(list(mistakes))
    return loaded


def refuse_other_site(config: Config, founded: str, text: str, name: str) -> None:
    """Refuse a `site.id` other than the one by which a database was founded: every stored id was made from it."""
    if config.site.id != founded:
        message = (
            f"site.id is '{config.site.id}', but this database was founded as '{founded}', from which every permanent"
            f" id is made: write {founded}, or use another database"
        )
        raise ConfigError([compose(text, name)[0].mistake(("site", "id"), message)])
