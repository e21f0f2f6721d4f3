"""One machine: an APScheduler heartbeat without a job store, which beats a `Worker` until it is told to stop.

What is due is a column, so nothing is lost with this process and nothing has to be reconciled when it starts.
"""

import logging
from collections.abc import Callable
from threading import Event

from apscheduler.schedulers.background import BackgroundScheduler

from .bells import Bells
from .errands import run as run_errands
from .work import Worker

log = logging.getLogger(__name__)

BEAT = 1  # seconds
LIFE = 15  # seconds between two signs of life
MINUTE = 60  # between two looks at what is wrong
LOOK = 10  # seconds between two looks for pictures
SIDE_BY_SIDE = 4  # batches of sources: a slow server holds up its own batch only


def run(worker: Worker, stop: Event, bells: Bells | None = None) -> None:
    """Beat until `stop` is set, and ring each minute if there are bells; what is under way then is finished."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a beat that is skipped is no news
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None}
    )
    scheduler.add_job(beat, "interval", [worker.follow], seconds=BEAT, max_instances=1)
    scheduler.add_job(beat, "interval", [worker.live], seconds=LIFE, max_instances=1)
    scheduler.add_job(beat, "interval", [lambda: drain(worker)], seconds=BEAT, max_instances=SIDE_BY_SIDE)
    scheduler.add_job(beat, "interval", [lambda: run_errands(worker)], seconds=BEAT, max_instances=1)
    scheduler.add_job(beat, "interval", [worker.decide], seconds=BEAT, max_instances=1)
    scheduler.add_job(beat, "interval", [lambda: judge(worker, stop)], seconds=BEAT, max_instances=1)
    scheduler.add_job(beat, "interval", [lambda: publish(worker)], seconds=BEAT, max_instances=1)
    if bells:
        scheduler.add_job(beat, "interval", [bells.ring], seconds=MINUTE, max_instances=1)
    scheduler.add_job(beat, "interval", [worker.copy_pictures], seconds=LOOK, max_instances=1)
    beat(worker.live)
    scheduler.start()
    try:
        stop.wait()
    finally:
        scheduler.shutdown(wait=True)
        worker.close()


def drain(worker: Worker) -> None:
    """Ask all that is due now; of one host one after the other."""
    while any(True for _ in list(worker.refresh())):
        pass


def judge(worker: Worker, stop: Event) -> None:
    """Judge all that the rules in force have not judged; others ask and publish meanwhile."""
    while worker.recategorise() and not stop.is_set():
        pass


def publish(worker: Worker) -> None:
    """Render what is due."""
    for _ in worker.render():
        pass


def beat(action: Callable[[], object]) -> None:
    """Do one beat; whatever goes wrong is told, and the heart goes on: the next beat tries again."""
    try:
        action()
    except Exception:
        log.exception("a beat failed", extra={"event": "beat_failed"})
