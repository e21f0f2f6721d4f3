"""The sentences that are translated, taken from the code, and the catalogues beside them.

`python -m tests.web.catalogues` writes into each catalogue what it lacks, to be translated, and takes out what nobody
says any more.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from syndicate.errors import SENTENCES
from syndicate.fetch.pace import REASONS
from syndicate.web.words import ENGLISH, FOLDER, INTERFACE

Id = str | tuple[str, str]  # a sentence, or its forms for one and for many

WEB = FOLDER.parent
TRANSLATED = [language for language in INTERFACE if language != ENGLISH]
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "shown": None, "ngettext": (1, 2), "shown_count": (1, 2)}
OPTIONS = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
PARTS = (
    "embed",
    "status",
    "desk",
)  # folders or modules with catalogues of their own; all else is of the pages
ERRORS = "errors"  # what failing sources are told of, whoever shows it
PLACES = re.compile(r"%\((\w+)\)s|(%)")


class Place(NamedTuple):
    """Where a sentence stands in the code."""

    file: str
    line: int

    @property
    def part(self) -> str:
        """In which catalogue its translations stand."""
        words = set(re.split(r"[/.]", self.file))
        return next((part for part in reversed(PARTS) if part in words), "pages")


def sentences() -> dict[str, dict[Id, Place]]:
    """Every sentence that is translated, by the parts that say it, with the first place where each does."""
    found: dict[str, dict[Id, Place]] = defaultdict(dict)
    found[ERRORS] = {text: Place("../errors.py", 1) for text in SENTENCES.values()}
    for file, line, message, _, _ in extract_from_dir(WEB, METHODS, OPTIONS, KEYWORDS):
        place = Place(file, line)
        said: Id = message if isinstance(message, str) else (message[0], message[1])
        found[place.part].setdefault(said, place)
    for told in (SENTENCES, REASONS):  # that the dashboard says; commands speak English
        found["status"] |= {sentence: Place("status/told.py", 0) for sentence in told.values()}
    return found


def owned(found: Mapping[str, Mapping[Id, Place]], language: str, part: str) -> dict[Id, Place]:
    """What a part says and has to translate itself: of what several say, one that does is enough."""
    others = [other for other in found if other != part]
    elsewhere = {
        said(one) for other in others for one in messages(read(language, other)) if said(one) in found[other]
    }
    own = {said(one) for one in messages(read(language, part))}
    return {one: place for one, place in found[part].items() if one in own or one not in elsewhere}


def said(message: Message) -> Id:
    """The id of a sentence in a catalogue."""
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def path_of(language: str, part: str) -> Path:
    return FOLDER / language / f"{part}.po"


def read(language: str, part: str) -> Catalog:
    """The catalogue of a part in a language, empty where there is none."""
    path = path_of(language, part)
    with BytesIO(path.read_bytes() if path.exists() else b"") as file:
        return read_po(file, locale=language)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The sentences of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def places(text: str) -> list[str]:
    """The names of the values that are put into a sentence, and every other per cent sign."""
    return sorted(name or sign for name, sign in PLACES.findall(text))


def complete(language: str, part: str, wanted: Mapping[Id, Place]) -> None:
    """Write the catalogue of a part with exactly the sentences that are said."""
    old, new = read(language, part), Catalog(locale=language)
    for message in wanted:
        known = old.get(message if isinstance(message, str) else message[0])
        kept = known and known.id == message
        new.add(message, known.string if known and kept else "", flags=known.flags if known and kept else ())
    written = BytesIO()
    write_po(written, new, width=100, omit_header=True, sort_output=True)
    path_of(language, part).parent.mkdir(parents=True, exist_ok=True)
    path_of(language, part).write_bytes(header(language).encode() + written.getvalue())


def header(language: str) -> str:
    """What programs for translators want to know of a catalogue."""
    forms = get_plural(language)
    lines = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: nplurals={forms[0]}; plural={forms[1]};",
    ]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def main() -> None:
    found = sentences()
    for part in sorted(found, reverse=True):
        for language in TRANSLATED:
            complete(language, part, owned(found, language, part))


if __name__ == "__main__":
    main()
