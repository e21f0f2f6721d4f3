"""What pages ask for: claim an errand, do it, write down what came of it.

In: a worker. Out: results in the store, as plain values; a mistake of the operator's is one too. What takes long says how
far it is, by which its claim goes on.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ..config import live
from ..config.load import load, recall
from ..config.model import Config
from ..config.write import write
from ..errors import ConfigError, SettingsError, SourceError, sentence
from ..jobs.add import keep, look
from ..jobs.plan import Edit, as_object, faultless, plan
from ..store import configs, errands
from ..store.errands import Errand, Values
from .work import Worker

log = logging.getLogger(__name__)

SECRET = "${"  # what a secret's name begins with in the file  # noqa: S105
BETWEEN = timedelta(seconds=1)  # two words on how far it is


def run(worker: Worker) -> None:
    """Do all that is asked for."""
    while errand := claimed(worker):
        result = done(worker, errand)
        with worker.store.write() as tx:
            errands.finish(tx, errand.id, result, worker.clock())
        log.info("errand done: %s", errand.kind, extra={"event": "errand_done", "kind": errand.kind})


def claimed(worker: Worker) -> Errand | None:
    with worker.store.read() as tx:  # looked at first: mostly nothing is asked for
        if not errands.any_waiting(tx):
            return None
    with worker.store.write() as tx:
        return errands.claim(tx, worker.clock())


def done(worker: Worker, errand: Errand) -> Values:
    """Do an errand; what it cannot be done for is its result."""
    try:
        return KINDS[errand.kind](worker, errand)
    except ConfigError as error:
        return {"mistakes": [asdict(one) for one in error.mistakes], **standing(worker)}
    except SettingsError as error:
        return {"trouble": str(error)}
    except SourceError as error:
        return {"trouble": sentence(error.code, error.detail)}
    except Exception as error:  # a bug of ours costs one errand, and is seen in the log
        log.exception("errand %s failed", errand.kind, extra={"event": "errand_failed"})
        return {"trouble": sentence("internal", type(error).__name__)}


def preview(worker: Worker, errand: Errand) -> Values:
    """Say what a text would change in the place of feeds.yaml, or its mistakes."""
    text, name = errand.data["text"], worker.path.name
    beside = live.there(live.beside(worker.path, text))
    after = faultless(worker.runtime.config, name, text, beside, worker.secrets)
    after = load(text, name, beside={name: text, **beside}) if SECRET in text else after
    edit = Edit(in_force(worker), after, worker.clock())
    found = plan(worker.store, edit, told=teller(worker, errand))
    return {"plan": as_object(found), **standing(worker)}


def in_force(worker: Worker) -> Config:
    """The config in force, with its secrets as they are written: so none seems to differ, and none is told."""
    with worker.store.read() as tx:
        stored = configs.in_force(tx)
    if stored is None or SECRET not in stored.text:
        return worker.runtime.config
    return recall(stored)


def teller(worker: Worker, errand: Errand) -> Callable[[int, int], None]:
    """Say how far it is, now and then."""
    last: list[datetime] = [worker.clock()]

    def told(count: int, of: int) -> None:
        now = worker.clock()
        if now - last[0] >= BETWEEN:
            last[0] = now
            with worker.store.write() as tx:
                errands.tell(tx, errand.id, count, of, now)

    return told


def standing(worker: Worker) -> Values:
    """Whether we may write the file, and what it is now."""
    return {"editable": worker.editable, "digest": digest(written(worker.path))}


def written(path: Path) -> str:
    try:
        return live.read(path)
    except ConfigError:
        return ""


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def apply(worker: Worker, errand: Errand) -> Values:
    """Write a text in the place of feeds.yaml, if it has no mistakes and the file is the one that was shown."""
    if not worker.editable:
        raise SettingsError(
            "The service may not write feeds.yaml: set SYNDICATE_EDITABLE=yes, or download the file."
        )
    text, name, before = errand.data["text"], worker.path.name, written(worker.path)
    if before == text:  # by whoever had this errand and was killed before it could say so
        return {"written": name}
    if digest(before) != errand.data["digest"]:
        raise SettingsError(
            f"{name} was changed meanwhile by somebody else: check the text against it again."
        )
    beside = live.there(live.beside(worker.path, text))
    faultless(worker.runtime.config, name, text, beside, worker.secrets)
    write(worker.path, before, text, backup=True)
    log.info("%s wrote %s", errand.who, name, extra={"event": "config_written"})
    return {"written": name}


def look_at(worker: Worker, errand: Errand) -> Values:
    """Read the page of an address, as an item that may be added."""
    return look(worker.runtime, errand.data["url"])


def add(worker: Worker, errand: Errand) -> Values:
    """Make an item of what was read, as an editor wants it."""
    return keep(worker.runtime, errand.data["page"], errand.data["put"], errand.who)


KINDS: Mapping[str, Callable[[Worker, Errand], Mapping[str, Any]]] = {
    "preview": preview,
    "apply": apply,
    "look": look_at,
    "add": add,
}
