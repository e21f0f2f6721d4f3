"""What everybody says of an entry's language in, the one that it is in out, and who decided that."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from ..model import CleanEntry, ToldBy
from .detect import detect
from .languages import tag
from .script import contradicted


def with_language(
    entry: CleanEntry, configured: str | None, said: Mapping[ToldBy, str | None], among: Collection[str]
) -> CleanEntry:
    """Give an entry its language: as configured, else the first of what is said, else as its text shows.

    What is said is no word where the text is in another script: feeds lie, as those do whose software says "en" unless
    somebody told it otherwise. The operator does not. A text is only taken for one of the languages `among`.
    """
    if configured:
        return replace(entry, language=configured, told_by="feeds.yaml")
    text = f"{entry.title} {entry.summary}"
    for who, printed in said.items():
        language = tag(printed)
        if language and not contradicted(language, text):
            return replace(entry, language=language, told_by=who)
    found = detect(text, among)
    return replace(entry, language=found, told_by="text" if found else None)
