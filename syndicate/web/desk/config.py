"""feeds.yaml on a page: edited, uploaded or pasted, checked, and shown with what it would change before it is applied.

In: a text. Out: errands for a worker, who has the file and the rules; what came of them as pages. No file is read or
written here, and no secret is known: the text holds `${NAME}` as it was written.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, make_response, render_template, request
from werkzeug import Response as BaseResponse

from ...categorise.told import quote
from ...config.tree import MAX_BYTES
from ...model import Reason
from ...store import configs
from ..current import state
from ..words import gettext as _
from .adding import asked, found
from .path import bp, onward

SPARE = 200  # lines that may be written below the last before their numbers are missing
AROUND = 2  # lines that are shown before and after one with a mistake
LISTED = 20  # names in one list


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, with what is wrong in it."""

    number: int
    text: str
    mistakes: tuple[str, ...]


@bp.get("/config")
def edit() -> str:
    """The file as it was looked at last, to be edited."""
    with state().store.read() as tx:
        newest = configs.newest(tx)
    files = dict(newest.files) if newest else {}
    name = next(iter(files), "feeds.yaml")
    text = files.pop(name, "")
    mistakes = newest.mistakes if newest else ()
    return editor(text, digest(text), name, [vars_of(one) for one in mistakes], files)


def editor(
    text: str, base: str, name: str, mistakes: list[Mapping[str, Any]], beside: Mapping[str, str]
) -> str:
    """The form with the text, the numbers of its lines, and what is wrong with them."""
    lines = text.replace("\r\n", "\n").split("\n")
    wrong = {one["line"] for one in mistakes if one["file"] == name}
    return render_template(
        "desk/config.html",
        text=text,
        base=base,
        name=name,
        count=len(lines),
        numbers=range(1, len(lines) + SPARE + 1),
        wrong=wrong,
        mistakes=mistakes,
        excerpt=list(excerpts(lines, mistakes, name)),
        beside=beside,
    )


def excerpts(lines: list[str], mistakes: list[Mapping[str, Any]], name: str) -> Iterator[Line | None]:
    """The lines with mistakes and a few around them; None where some are left out."""
    told: dict[int, tuple[str, ...]] = {}
    for one in mistakes:
        if one["file"] == name:
            told[one["line"]] = (*told.get(one["line"], ()), one["message"])
    near = {number for line in told for number in range(line - AROUND, line + AROUND + 1)}
    last = 0
    for number in sorted(one for one in near if 1 <= one <= len(lines)):
        if last and number > last + 1:
            yield None
        yield Line(number, lines[number - 1], told.get(number, ()))
        last = number


def vars_of(mistake: Any) -> dict[str, Any]:
    return {name: getattr(mistake, name) for name in ("file", "line", "column", "message")}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@bp.post("/config")
def check() -> BaseResponse:
    """Ask a worker what a text would change."""
    try:
        text = sent()
    except UnicodeDecodeError:
        flash(_("The file is not in UTF-8: choose UTF-8 as encoding when you save it."))
        return onward("edit")
    if len(text.encode()) > MAX_BYTES:
        flash(_("The file is larger than 1 MB: leave out what is not configuration."))
        return onward("edit")
    data = {"text": text, "base": request.form.get("base", "")}
    return asked("preview", data, "preview", "edit")


def sent() -> str:
    """The text of the form; a file that was chosen takes its place. Browsers end lines as Windows does."""
    file = request.files.get("file")
    if file and file.filename:
        body: bytes = file.read()
        return body.decode("utf-8-sig")
    return request.form.get("text", "").replace("\r\n", "\n")


@bp.get("/config/<name>")
def preview(name: str) -> str:
    """What a worker has found: the mistakes in place, or what would change."""
    errand = found(name, "preview")
    result = errand.result
    if result is None or "trouble" in result:
        return render_template("desk/wait.html", errand=errand, heading=_("Checking feeds.yaml"))
    text, base = errand.data["text"], errand.data["base"]
    with state().store.read() as tx:
        newest = configs.newest(tx)
    files = dict(newest.files) if newest else {}
    main = next(iter(files), "feeds.yaml")
    files.pop(main, None)
    if "mistakes" in result:
        return editor(text, base, main, result["mistakes"], files)
    return render_template(
        "desk/preview.html",
        errand=errand,
        plan=result["plan"],
        editable=result["editable"],
        fresh=result["digest"] == base,
        quoted=quoted,
        listed=LISTED,
        name=main,
    )


def quoted(reason: Mapping[str, Any]) -> str:
    """Say a reason of a plan."""
    return quote(Reason(**reason))


@bp.get("/config/<name>/feeds.yaml")
def download(name: str) -> Response:
    """The text, to be put in place by hand."""
    response = make_response(found(name, "preview").data["text"])
    response.headers["Content-Type"] = "application/yaml; charset=utf-8"
    response.headers["Content-Disposition"] = "attachment; filename=feeds.yaml"
    return response


@bp.get("/config/<name>/edit")
def again(name: str) -> str:
    """Go on editing a text that was checked."""
    errand = found(name, "preview")
    return editor(errand.data["text"], errand.data["base"], "feeds.yaml", [], {})


@bp.post("/config/<name>/apply")
def put(name: str) -> BaseResponse:
    """Ask a worker to write a text in the place of the file."""
    data = found(name, "preview").data
    return asked("apply", {"text": data["text"], "digest": data["base"]}, "applied", "edit")


@bp.get("/config/applied/<name>")
def applied(name: str) -> str | BaseResponse:
    """Whether the file was written."""
    errand = found(name, "apply")
    if errand.result and "written" in errand.result:
        flash(_("It is written, and comes into force within a moment. What it was before is kept beside it."))
        return onward("edit")
    return render_template("desk/wait.html", errand=errand, heading=_("Writing feeds.yaml"))
