"""Another aggregator in a measurement, the package `reader`: asks, reads and stores; it files and publishes nothing.

A child of `talk`, in an environment in which `reader` is installed; nothing else of ours is needed there.
"""

from pathlib import Path

import talk
from reader import Reader, make_reader  # type: ignore[import-not-found]  # not of our environment

WORKERS = 10


class Peer:
    """A reader on a store of its own."""

    reader: Reader

    def begin(self, folder: str, urls: list[str]) -> talk.Answer:
        self.reader = make_reader(str(Path(folder, "reader.db")))
        for url in urls:
            self.reader.add_feed(url)
        return {}

    def round(self) -> talk.Answer:
        self.reader.update_feeds(workers=WORKERS, scheduled=False)
        return {"items": self.reader.get_entry_counts().total}


if __name__ == "__main__":
    peer = Peer()
    talk.reply({"begin": peer.begin, "round": peer.round})
