"""Requests a second for a feed of 60 KB, through the shipped server, beside nginx with the same file and a bare Flask view.

Run it: `python bench/serve.py [--quick] [--json]`. It needs nginx and wrk (`apt install nginx-light wrk`). The three
servers run one after another, several times in turn, each with the processes that it starts by itself: nginx one for
each processor, ours as many up to four. A ratio below its target is an error. How many requests a second of a processor
answers is told too, for there neighbours on the machine count less.
"""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from syndicate.config import live
from syndicate.jobs.reconcile import reconcile
from syndicate.model import Document
from syndicate.publish.document import document
from syndicate.store import documents
from syndicate.store.database import open_database

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PATH, TYPE, SIZE = "feeds/development.rss", "application/rss+xml", 60_000
CONNECTIONS = 32
LEAST = {"full": 0.5, "304": 1.0}  # of what nginx gives in full
PATIENCE = 20.0  # seconds
OF_ONE = ", a second of a processor"

NGINX = """\
daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; etag on;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  types {{ application/rss+xml rss; }}
  server {{ listen 127.0.0.1:{port}; root {folder}/site; open_file_cache max=100; }}
}}
"""

FLASK = """\
from pathlib import Path
from flask import Flask, Response
app = Flask(__name__)
BODY = Path("site/feeds/development.rss").read_bytes()

@app.get("/feeds/development.rss")
def feed():
    return Response(BODY, mimetype="application/rss+xml")
"""

Measured = dict[str, list[float]]


def sample() -> Document:
    """A feed of the usual size: text that does not repeat itself."""
    items = (
        f"<item><title>News {n} of the towns</title><guid>{n * 7919:x}</guid></item>" for n in range(10_000)
    )
    body = "<rss version='2.0'><channel>"
    for item in items:
        body += item
        if len(body) > SIZE:
            break
    return document(PATH, TYPE, f"{body}</channel></rss>".encode(), NOW)


def fill(folder: Path, shown: Document) -> str:
    """Publish the feed in a database, and as a file."""
    url = f"sqlite:///{folder}/bench.db"
    store = open_database(url)
    text, beside = live.written(ROOT / "feeds.yaml")
    reconcile(store, {"feeds.yaml": text} | beside, {}, NOW)
    with store.write() as tx:
        documents.keep(tx, [shown], timedelta(minutes=15), NOW)
    store.close()
    file = folder / "site" / PATH
    file.parent.mkdir(parents=True)
    file.write_bytes(shown.body)
    (folder / "constant.py").write_text(FLASK)
    return url


def commands(folder: Path, url: str) -> dict[str, Callable[[int], tuple[list[str], dict[str, str]]]]:
    """How each server is started on a port."""

    def syndicate(port: int) -> tuple[list[str], dict[str, str]]:
        chosen = {"SYNDICATE_DATABASE": url, "SYNDICATE_PORT": str(port), "PYTHONPATH": str(ROOT)}
        return [sys.executable, "-m", "syndicate", "serve"], chosen

    def nginx(port: int) -> tuple[list[str], dict[str, str]]:
        file = folder / "nginx.conf"
        file.write_text(NGINX.format(folder=folder, port=port))
        return ["nginx", "-c", str(file), "-p", str(folder)], {}

    def flask(port: int) -> tuple[list[str], dict[str, str]]:
        threads = ["--interface", "wsgi", "--blocking-threads", "1", "--workers", str(os.cpu_count() or 1)]
        granian = [
            sys.executable,
            "-m",
            "granian",
            *threads,
            "--no-access-log",
            "--port",
            str(port),
            "constant:app",
        ]
        return granian, {"PYTHONPATH": str(folder)}

    return {"nginx": nginx, "syndicate": syndicate, "a constant Flask view": flask}


@contextmanager
def served(command: list[str], more: dict[str, str], folder: Path, url: str) -> Iterator[int]:
    """Run a server until it is no longer needed; give the number of its process."""
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **more}, stdout=log, stderr=log)
    try:
        end = time.monotonic() + PATIENCE
        while status(url, {}) != 200:
            if time.monotonic() > end or process.poll() is not None:
                raise SystemExit(
                    f"{command[0]} does not answer: {(folder / 'server.log').read_text()[-500:]}"
                )
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()
        log.close()


def status(url: str, headers: dict[str, str]) -> int:
    """Ask once; 0 if nobody answers."""
    try:
        with urlopen(Request(url, headers=headers)) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return 0


def conditions(name: str, url: str) -> dict[str, dict[str, str]]:
    """What is asked: all, and with the condition by which the answer is a 304, where the server has tags."""
    with urlopen(url) as answer:
        found = answer.headers.get("ETag")
    asked: dict[str, dict[str, str]] = {"full": {}} | ({"304": {"If-None-Match": found}} if found else {})
    if found and status(url, asked["304"]) != 304:
        raise SystemExit(f"{name} does not answer 304")
    return asked


def busy(process: int) -> float:
    """The seconds for which a server's processes have used a processor."""
    ticks = 0
    for number in (process, *Path(f"/proc/{process}/task/{process}/children").read_text().split()):
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def load(process: int, url: str, headers: dict[str, str], seconds: int) -> tuple[float, float]:
    """Ask as often as possible; requests answered a second, and those a second of a processor."""
    fields = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *fields, url]
    before = busy(process)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = busy(process) - before
    if "Non-2xx or 3xx" in said or "Socket errors" in said:
        raise SystemExit(f"not every request was answered well:\n{said}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]  # always printed
    return rate, rate * seconds / used


def measure(folder: Path, rounds: int, seconds: int) -> dict[str, dict[str, float]]:
    """Let the servers take turns; the usual number of each."""
    url = fill(folder, sample())
    found: dict[str, Measured] = {}
    for _ in range(rounds):
        for name, start in commands(folder, url).items():
            port = free_port()
            address = f"http://127.0.0.1:{port}/{PATH}"
            command, more = start(port)
            with served(command, more, folder, address) as process:
                for kind, condition in conditions(name, address).items():
                    rate, cheap = load(process, address, condition, seconds)
                    told = found.setdefault(name, {})
                    told.setdefault(kind, []).append(rate)
                    told.setdefault(f"{kind}{OF_ONE}", []).append(cheap)
    return {name: {kind: median(values) for kind, values in told.items()} for name, told in found.items()}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def judge(found: dict[str, dict[str, float]]) -> dict[str, object]:
    """Ratios to nginx with the file in full, and to the constant view."""
    nginx, view = found["nginx"], found["a constant Flask view"]["full"]
    floors = {kind: nginx["full" + (OF_ONE if kind.endswith(OF_ONE) else "")] for kind in found["syndicate"]}
    ratios = {kind: round(value / floors[kind], 2) for kind, value in found["syndicate"].items()}
    return {
        "requests a second": {
            name: {kind: round(value) for kind, value in told.items()} for name, told in found.items()
        },
        "syndicate / nginx in full": ratios,
        "syndicate / a constant Flask view": round(found["syndicate"]["full"] / view, 2),
        "faults": [
            f"{kind}: {ratios[kind]}, not {least}" for kind, least in LEAST.items() if ratios[kind] < least
        ],
    }


def table(told: dict[str, object]) -> str:
    lines = [f"{name}: {value}" for name, value in told.items()]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how fast documents are served.")
    parser.add_argument("--quick", action="store_true", help="less than a minute")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    chosen = parser.parse_args()
    if missing := [name for name in ("nginx", "wrk") if not shutil.which(name)]:
        raise SystemExit(f"{' and '.join(missing)} is missing: apt install nginx-light wrk")
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # nginx drops its rights
        told = judge(measure(Path(folder), *((1, 3) if chosen.quick else (3, 6))))
    print(json.dumps(told) if chosen.json else table(told))
    sys.exit(1 if told["faults"] else 0)


if __name__ == "__main__":
    main()
