"""The site as files, for servers and caches that need nothing of ours: every address asked of the app itself.

In: the app, the paths of its documents, and a folder. Out: a file for each address, compressed beside it where the app
does so, and which addresses have moved or are gone. Files are staged first and take their place one by one, each
at once and only if it is another: what fails on the way leaves the folder as it was.
"""

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from tempfile import mkdtemp

from flask import Flask
from flask.testing import FlaskClient

from ..errors import SettingsError

LINK = re.compile(r'<[a-zA-Z][^<>]*?\s(?:href|src)="(/[^"]*)"')  # of an element: texts speak of links too
ENDINGS = {"gzip": ".gz", "br": ".br"}
FILE_END = r"\.html$|\.gz$|\.br$"
LISTED = ".syndicate.json"  # what was written here: nothing else is ever removed
STAGE = ".stage-"  # the folders in which files wait for their place
LEFT = 86_400  # seconds; so old is the stage of an export that was ended before it could remove it
ASKING = re.compile(
    r"/[^/]+/embed|/embed/.*"
)  # answered by what is asked for, so that no file can stand for it
GONE = ".gone.conf"  # addresses that moved or ended, as nginx reads them
STARTS = ("/", "/bot", "/robots.txt", "/sitemap.xml", "/schema/feeds.json")


@dataclass(frozen=True, slots=True)
class File:
    """One address as it is written."""

    path: str  # below the folder
    body: bytes
    modified: float | None = None  # seconds since 1970; None where the app does not say


@dataclass
class Exported:
    """What came of it, counted."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    gone: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier exports wrote, and which addresses moved or ended since."""

    files: frozenset[str]
    former: frozenset[str]


def export(
    app: Flask, documents: Iterable[str], folder: Path, prefix: str, renamed: Mapping[str, str]
) -> Exported:
    """Write the whole site below `folder`; its addresses begin with `prefix` in links, and without it here.

    `renamed` are the categories that have another name now.
    """
    before = listed(folder)
    stage = Path(mkdtemp(prefix=STAGE, dir=folder))
    try:
        sweep(folder, stage)
        client = app.test_client()
        found = [put(stage, file) for file in crawl(client, documents, prefix)]
        left = before.files - set(found)
        former = {*before.former, *map(address_of, left), *under_former_names(found, renamed)}
        result = ask_former(client, former - {address_of(path) for path in found}, prefix)
        # Beforehand: the next one knows it however this one ends.
        note(stage, before.files.union(found), result, prefix)
        for path in [LISTED, *sorted(found, key=last), GONE]:
            place(stage / path, folder / path, result)
        remove(folder, left, result)
        if left:
            note(stage, found, result, prefix)
            (stage / LISTED).replace(folder / LISTED)
    finally:
        shutil.rmtree(stage)
    return result


def listed(folder: Path) -> Before:
    """What earlier exports wrote; refuses a folder with the files of others in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / LISTED).exists():
            told = json.loads((folder / LISTED).read_text("utf-8"))
            return Before(frozenset(told["files"]), frozenset(told.get("former", ())))
        strangers = any(not path.name.startswith(STAGE) for path in folder.iterdir())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{folder} cannot be written to ({error}): give another folder") from None
    if strangers:
        raise SettingsError(f"{folder} has files that no export wrote: give an empty folder")
    return Before(frozenset(), frozenset())


def sweep(folder: Path, stage: Path) -> None:
    """Remove what exports left behind that were ended in the middle."""
    for other in folder.glob(f"{STAGE}*"):
        if stage.stat().st_mtime - other.stat().st_mtime > LEFT:
            shutil.rmtree(other)


def crawl(client: FlaskClient, documents: Iterable[str], prefix: str) -> Iterator[File]:
    """Ask for every document, and for every page that a page links to."""
    waiting = [*STARTS, *(f"/{path}" for path in documents)]
    seen = set(waiting)
    while waiting:
        address = waiting.pop()
        files = list(ask(client, address))
        yield from files
        if files[0].path.endswith(".html"):
            links = {unprefixed(link, prefix) for link in links_of(files[0].body)} - seen
            seen |= links
            links = {link for link in links if not ASKING.fullmatch(link)}
            waiting += sorted(links)


def ask(client: FlaskClient, address: str) -> Iterator[File]:
    """Ask for one address, plain and in each encoding; a refusal ends the export."""
    for encoding in ("identity", *ENDINGS):
        answer = client.get(address, headers={"Accept-Encoding": encoding}, buffered=True)
        if answer.status_code != 200:
            raise SettingsError(
                f"{address} answers {answer.status_code}, so nothing was exported: {answer.text[:200].strip()}"
            )
        if encoding != answer.headers.get("Content-Encoding", "identity"):
            return
        changed = answer.headers.get("Last-Modified")
        modified = parsedate_to_datetime(changed).timestamp() if changed else None
        path = named(address, answer.mimetype or "") + ENDINGS.get(encoding, "")
        yield File(path, answer.data, modified)
        if answer.mimetype == "text/html":  # pages have no encodings: servers compress them
            return


def links_of(html: bytes) -> set[str]:
    """The links within the site, without what follows # or ?."""
    found = (unescape(link) for link in LINK.findall(html.decode()))
    return {re.split("[?#]", link)[0] for link in found if not link.startswith("//")}


def unprefixed(link: str, prefix: str) -> str:
    """The address as the app knows it."""
    return link.removeprefix(prefix) or "/"


def named(address: str, mimetype: str) -> str:
    """The name of an address's file: pages end in .html, as a server can leave off."""
    path = address.strip("/")
    return f"{path or 'index'}.html" if mimetype == "text/html" else path


def put(stage: Path, file: File) -> str:
    """Write a file to be put in its place later."""
    path = stage / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.body)
    if file.modified is not None:
        os.utime(path, (file.modified, file.modified))
    return file.path


def last(path: str) -> tuple[int, str]:
    """What leads to others comes after them: items and archives, then feeds, then lists, home at the end."""
    return -path.count("/"), path


def address_of(path: str) -> str:
    """The address that a file stands for."""
    return f"/{re.sub(FILE_END, '', path)}"


def under_former_names(found: Iterable[str], renamed: Mapping[str, str]) -> Iterator[str]:
    """The addresses that these files would have if their categories had their former names."""
    for old, new in renamed.items():
        named = re.compile(rf"(?<=/){re.escape(new)}(?=[./]|$)")
        addresses = map(address_of, found)
        yield from {named.sub(old, one, count=1) for one in addresses if named.search(one)}


def ask_former(client: FlaskClient, former: Iterable[str], prefix: str) -> Exported:
    """Ask for addresses that are no files; say which moved for good, and which have ended for good."""
    result = Exported()
    for address in sorted(former):
        answer = client.get(address)
        if answer.status_code == 410:
            result.gone.append(address)
        elif answer.status_code == 301:
            result.moved[address] = unprefixed(answer.headers["Location"], prefix)
    return result


def note(stage: Path, found: Iterable[str], result: Exported, prefix: str) -> None:
    """Write down what is there, what has moved and what has ended."""
    former = sorted([*result.gone, *result.moved])
    (stage / LISTED).write_text(json.dumps({"files": sorted(found), "former": former}), "utf-8")
    answers = dict.fromkeys(result.gone, "410") | {
        one: f"301 {prefix}{target}" for one, target in result.moved.items()
    }
    lines = (f"location = {prefix}{one} {{ return {answers[one]}; }}\n" for one in former)
    (stage / GONE).write_text("".join(lines), "utf-8")


def place(new: Path, old: Path, result: Exported) -> None:
    """Put a file in its place, at once, unless the same is there."""
    if old.is_file() and old.read_bytes() == new.read_bytes():
        result.unchanged += 1
        return
    old.parent.mkdir(parents=True, exist_ok=True)
    new.replace(old)
    result.written += 1


def remove(folder: Path, left: Iterable[str], result: Exported) -> None:
    """Remove what is no longer published, and folders that nothing is left in."""
    for path in left:
        (folder / path).unlink(missing_ok=True)
        result.removed += 1
    parents = {folder / parent for one in left for parent in Path(one).parents} - {folder}
    for parent in sorted(parents, reverse=True):
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
