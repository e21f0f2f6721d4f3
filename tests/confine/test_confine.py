"""A stranger's document may cost so much and no more, and only itself; the process that reads it ends with ours."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from syndicate.confine import Pool, confined
from syndicate.confine.limits import MIB, Limits
from syndicate.errors import SENTENCES, SourceError

from . import tasks

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Processes with little patience."""
    pool = Pool(Limits(cpu=1, wall=4, memory=256 * MIB, worn=100 * MIB))
    yield pool
    pool.close()


@pytest.mark.parametrize(
    ("task", "values", "detail"),
    [
        (tasks.compute_for_ever, (), "more than (1 s of computing|4 s)"),
        (tasks.sleep_for_ever, (), "more than 4 s"),
        (tasks.stop, (), "more than 4 s"),
        (tasks.hoard, (300,), "more than 256 MB of memory"),
        (tasks.die, (signal.SIGABRT,), "more than 256 MB of memory"),
        (tasks.die, (signal.SIGSEGV,), "ended with -11"),
        (tasks.die, (signal.SIGKILL,), "ended with -9"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_what_costs_too_much_ends_and_the_next_is_read(
    pool: Pool, task: Callable[..., object], values: tuple[int, ...], detail: str
) -> None:
    with pytest.raises(SourceError) as refused:
        pool.run(task, values, {})
    assert refused.value.code == "too-costly"
    assert SENTENCES["too-costly"] in str(refused.value)
    assert re.search(f"{detail}$", refused.value.detail)
    assert pool.run(tasks.double, (21,), {}) == 42


def test_time_counts_for_each_and_not_for_all(pool: Pool) -> None:
    def spend() -> object:
        return pool.run(sum, (range(3_000_000),), {})

    assert len({spend() for _ in range(60)}) == 1


def test_a_refusal_and_a_bug_are_told_apart() -> None:
    with pytest.raises(SourceError, match="as asked") as refused:
        confined(tasks.refuse)
    assert refused.value.code == "unreadable"
    with pytest.raises(RuntimeError, match=r"in err\n(.*\n)*KeyError: 'a bug of ours'"):
        confined(tasks.err)


def test_values_go_in_by_place_and_by_name() -> None:
    assert (confined(tasks.double, 2), confined(tasks.double, 2, times=5)) == (4, 10)


def test_a_process_is_used_again_unless_it_is_worn(pool: Pool) -> None:
    first = pool.run(os.getpid, (), {})
    assert pool.run(os.getpid, (), {}) == first != os.getpid()
    assert pool.run(tasks.hoard, (150,), {}) == 150 * MIB
    assert pool.run(os.getpid, (), {}) != first


def test_one_that_died_while_it_waited_is_replaced(pool: Pool) -> None:
    dead = pool.run(os.getpid, (), {})
    os.kill(dead, signal.SIGKILL)
    while pool.idle[-1].alive:
        time.sleep(0.01)
    assert pool.run(tasks.double, (1,), {}) == 2


def test_few_processes_serve_many_threads(pool: Pool) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: pool.run(os.getpid, (), {}), range(80)))
    assert 1 <= len(set(found)) <= 3


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signals_for_the_service_do_not_stop_what_is_read(pool: Pool, number: int) -> None:
    before = pool.run(os.getpid, (), {})
    os.kill(before, number)
    assert pool.run(os.getpid, (), {}) == before


SERVICE = """
import os, signal, sys, time
from syndicate.confine import confined
from tests.confine import tasks
print(confined(os.getpid), flush=True)
if sys.argv[1] == "busy":
    confined(tasks.compute_for_ever)
time.sleep(60)
"""


def gone(process: int) -> bool:
    """Tell whether a process has ended; one that nobody waited for has."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to look for processes in")
@pytest.mark.parametrize(
    ("state", "number"),
    [
        ("idle", signal.SIGKILL),
        ("idle", signal.SIGTERM),
        ("idle", signal.SIGINT),
        ("busy", signal.SIGKILL),
    ],
)
def test_it_ends_with_its_parent_however_that_ends(state: str, number: int) -> None:
    command = [sys.executable, "-c", SERVICE, state]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as service:
        assert service.stdout
        child = int(service.stdout.readline())
        service.send_signal(number)
        service.wait()
    for _ in range(300):  # one that computes sees that nobody listens when its time is up
        if gone(child):
            return
        time.sleep(0.1)
    pytest.fail(f"process {child} outlived its parent")
