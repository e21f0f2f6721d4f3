"""The beat of alarms: look what is wrong, send the letter of the day, give a sign of life. An engine calls it each minute."""

from datetime import datetime

from ..config.alarms import Alarms
from ..jobs.tell import digest, ping
from ..jobs.watch import stopped, watch
from ..store import workers
from .work import Worker


class Bells:
    """What rings for one worker."""

    def __init__(self, worker: Worker, alarms: Alarms) -> None:
        self.worker, self.alarms = worker, alarms
        with worker.store.read() as tx:
            self.before: datetime | None = workers.last_beat(tx)
        self.told = False

    def ring(self) -> None:
        """Beat: what one of them cannot do does not keep the next from it."""
        runtime = self.worker.runtime
        if not self.told:
            stopped(runtime, self.before)
            self.told = True
        watch(runtime)
        if self.alarms.mail:
            digest(runtime, self.alarms.mail)
        if self.alarms.ping:
            ping(runtime, self.alarms.ping)
