"""`syndicate refresh`: ask what is due now, render what changed, and sum up."""

import time
from collections.abc import Collection
from dataclasses import asdict, dataclass, field

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ..errors import sentence
from ..fetch import exempt
from ..intake import Outcome
from ..schedule.errands import run as run_errands
from ..schedule.work import Worker
from ..store import due

COUNTS = {"new": "new items", "edited": "edited", "failed": "failed"}


@dataclass(slots=True)
class Result:
    """What came of it: the outcome of each source asked, and the documents that changed."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return any(outcome.failed for outcome in self.outcomes.values())

    def count(self, name: str) -> int:
        return sum(getattr(outcome, name) for outcome in self.outcomes.values())

    def as_json(self) -> dict[str, object]:
        said = {
            key: asdict(o) | ({"sentence": sentence(o.code)} if o.failed else {})
            for key, o in self.outcomes.items()
        }
        counts = {name: self.count(name) for name in ("new", "edited", "failed")}
        return {"asked": len(said), **counts, "outcomes": said, "documents": self.documents}

    def as_text(self) -> str:
        faults = [
            f"{key}: {sentence(o.code, o.detail)}" for key, o in sorted(self.outcomes.items()) if o.failed
        ]
        held = [
            f"{key}: {o.held} new items are held, far more than it ever brought: see 'syndicate release {key}'"
            for key, o in sorted(self.outcomes.items())
            if o.held
        ]
        told = ", ".join(f"{self.count(name)} {word}" for name, word in COUNTS.items())
        asked = f"{len(self.outcomes)} sources asked: {told}; {len(self.documents)} documents changed"
        return "\n".join([*faults, *held, asked])


def ask(worker: Worker, names: Collection[str], *, force: bool, shown: bool) -> Result:
    """Ask the named sources that are due, or all, until none is; with `force` each once, due or not."""
    wanted, sources = chosen(worker, names, force=force), worker.runtime.config.sources.keys()
    result = Result()
    with worker.store.read() as tx:
        total = due.count(tx, worker.clock(), wanted, force=force)
    columns = (
        TextColumn("asking sources"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), disable=not shown, transient=True) as progress:
        task = progress.add_task("", total=total)
        for turn in (wanted & sources, wanted - sources):  # language editions after the sources themselves
            while fresh := turn - result.outcomes.keys():
                before = len(result.outcomes)
                for state, outcome in worker.refresh(fresh, force=force):
                    result.outcomes[state.key] = outcome
                    progress.update(task, advance=1, description=state.key)
                if len(result.outcomes) == before and not rested(worker, fresh):
                    break  # the others are not due, or another worker asks them
    publish(worker, result)
    return result


def rested(worker: Worker, keys: Collection[str]) -> bool:
    """Wait until a host may be asked again that has a source of these which is due; say whether there is one."""
    now = worker.clock()
    with worker.store.read() as tx:
        opening = due.opening(tx, now, keys)
    if opening:
        time.sleep(max(0, (opening - now).total_seconds()))
    return opening is not None


def chosen(worker: Worker, names: Collection[str], *, force: bool) -> set[str]:
    """The sources that are meant, with their language editions; `force` is for those that are our own."""
    config = worker.runtime.config
    sources = config.sources
    if unknown := sorted(set(names) - sources.keys()):
        raise click.UsageError(
            f"there is no source '{unknown[0]}': feeds.yaml has {', '.join(sorted(sources))}"
        )
    meant = set(names) or set(sources)
    wanted = {key for key in config.asked if key.partition("~")[0] in meant}
    others = sorted(key for key in wanted if not exempt(config.asked[key]))
    if force and others:
        raise click.UsageError(
            f"--force is only for files and sources with 'allow:', not for {', '.join(others)}"
        )
    return wanted


def publish(worker: Worker, result: Result) -> None:
    run_errands(worker)
    worker.decide()
    while worker.recategorise():
        pass
    for _, changed in worker.render():
        result.documents.extend(changed)
    while worker.copy_pictures():
        pass
