"""What everybody says of an entry's language in, the one that it is in out, and who decided that."""

from collections.abc import Collection, Mapping

from ..model import ToldBy
from .detect import detect
from .languages import tag
from .script import contradicted

Told = tuple[str | None, ToldBy | None]


def spoken(
    text: str, configured: str | None, said: Mapping[ToldBy, str | None], among: Collection[str]
) -> Told:
    """Tell the language of an entry by its text: as configured, else the first of what is said, else as its text shows.

    What is said is no word where the text is in another script: feeds lie, as those do whose software says "en" unless
    somebody told it otherwise. The operator does not. A text is only taken for one of the languages `among`.
    """
    if configured:
        return configured, "feeds.yaml"
    for who, printed in said.items():
        language = tag(printed)
        if language and not contradicted(language, text):
            return language, who
    found = detect(text, among)
    return found, "text" if found else None
