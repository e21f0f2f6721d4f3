"""Whether the database answers, as the log knows it: told when an outage begins and when it ends, not at every request."""

import logging

log = logging.getLogger(__name__)


class Outage:
    """One for each process."""

    def __init__(self) -> None:
        self.told = False

    def begin(self, error: Exception) -> None:
        """Note that the database does not answer."""
        if not self.told:
            self.told = True
            cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            log.error("The database does not answer: %s", cause, extra={"event": "database_lost"})

    def end(self) -> None:
        """Note that it answers."""
        if self.told:
            self.told = False
            log.info("The database answers again", extra={"event": "database_back"})
