"""What a worker has in memory when it has done its work: nothing of what reads, cleans, renders and copies pictures."""

import subprocess
import sys
from pathlib import Path

ELSEWHERE = {"lxml", "nh3", "feedparser", "feedgen", "PIL", "cssselect", "parsel", "jmespath", "py3langid"}
DAY = """
import sys
from pathlib import Path
from syndicate.schedule.work import Worker
from syndicate.store.database import open_database

path = Path(sys.argv[1])
store = open_database(f"sqlite:///{path.parent}/worker.db")
worker = Worker(store, path, {})
codes = [outcome.code for _, outcome in worker.refresh()]
documents = [name for _, changed in worker.render() for name in changed]
assert codes == ["ok"] and "feeds/twinning.rss" in documents, (codes, documents)
worker.close()
store.close()
print(*sys.modules)
"""


def test_what_only_reading_processes_need_is_loaded_there(feeds: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DAY, str(feeds)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert ELSEWHERE.intersection(done.stdout.split()) == set()
