"""The site as files: what the app answers, written so that any server can; nothing half, nothing of others touched."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from flask import Flask

from syndicate.errors import SettingsError
from syndicate.store import documents, withdrawals
from syndicate.web import create_app
from syndicate.web.export import ASKING, Exported, export, place

from .serving import free_port
from .site import FEEDS, NOW, Site, variant

LANGUAGES = ("en", "fr", "ar")

ROOT = Path(__file__).parents[2]
FORMS = ("rss", "atom", "json")


@pytest.fixture
def told(site: Site) -> Site:
    """A site with items enough for two pages, and all of its documents."""
    for number in range(25):
        site.add(f"n{number}", variant(title=f"Number {number}"), "development", hours=number)
    for category in ("development", "strict-news"):
        for language in ("", *(f".{tag}" for tag in LANGUAGES)):
            for form in FORMS:
                site.publish(f"feeds/{category}{language}.{form}")
    site.publish("feeds.opml")
    return site


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder to export into."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def write(site: Site, folder: Path, prefix: str = "") -> Exported:
    with site.store.read() as tx:
        paths = documents.paths(tx)
    app = app_of(site)
    config = app.extensions["syndicate"].current.config()
    return export(app, paths, folder, prefix, config.renamed)


def app_of(site: Site) -> Flask:
    return create_app(site.store, lambda: NOW)


def test_every_address_is_a_file(told: Site, out: Path) -> None:
    result = write(told, out)
    client = app_of(told).test_client()
    for address, name in {
        "/": "index.html",
        "/en": "en.html",
        "/fr/development": "fr/development.html",
        "/en/development/before/n19": "en/development/before/n19.html",
        "/all/item/n24": "all/item/n24.html",
        "/static/site.css": "static/site.css",
        "/feeds/development.fr.atom": "feeds/development.fr.atom",
        "/feeds.opml": "feeds.opml",
    }.items():
        assert (out / name).read_bytes() == client.get(address, buffered=True).data, name
    assert (out / "feeds" / "development.rss.gz").read_bytes() == b"zipped"
    assert (out / "feeds" / "development.rss.br").read_bytes() == b"smaller"
    assert result.written == sum(1 for path in (out).rglob("*") if path.is_file())


def test_every_link_leads_to_a_file(told: Site, out: Path) -> None:
    write(told, out)
    for page in out.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="(/[^"?#]*)', page.read_text("utf-8")):
            if ASKING.fullmatch(link):  # no file can stand for it
                continue
            path = out / (link.strip("/") or "index")
            assert path.is_file() or path.with_name(f"{path.name}.html").is_file(), link


def test_a_text_that_speaks_of_a_link_has_none(told: Site, out: Path) -> None:
    told.add("code", variant(title='Write src="/nowhere.js" or href="/nowhere"'), "development")
    write(told, out)
    assert (out / "en" / "item" / "code.html").exists()


def test_under_a_path(told: Site, out: Path) -> None:
    told.configure(FEEDS.replace("https://news.example.eu", "https://example.eu/news"))
    write(told, out, "/news")
    assert '"/news/all/development"' in (out / "index.html").read_text("utf-8")
    assert (out / "en" / "development.html").is_file()


def test_only_what_changed_is_written(told: Site, out: Path) -> None:
    write(told, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    told.add("n99", variant(title="The newest"), "strict-news", hours=0)
    result = write(told, out)
    touched = {path for path, when in before.items() if path.is_file() and path.stat().st_mtime_ns != when}
    assert {path.name for path in touched} >= {"strict-news.html"}
    assert not any(path.suffix in (".rss", ".gz", ".css") for path in touched)
    assert result.unchanged > result.written > 0


def test_what_is_gone_is_removed_and_says_so(told: Site, out: Path) -> None:
    write(told, out)
    told.configure(FEEDS.replace("strict-news", "other-news"))
    with told.store.write() as tx:
        documents.remove_feed(tx, "strict-news")
        for tag in LANGUAGES:
            documents.remove_feed(tx, f"strict-news.{tag}")
    for form in FORMS:
        for language in ("", *(f".{tag}" for tag in LANGUAGES)):
            told.publish(f"feeds/other-news{language}.{form}")
    result = write(told, out)
    assert not (out / "en" / "strict-news.html").exists()
    assert not list(out.rglob("strict-news*"))
    assert {"/en/strict-news", "/feeds/strict-news.rss"} <= set(result.gone)
    said = (out / ".gone.conf").read_text()
    assert "location = /en/strict-news { return 410; }" in said
    assert write(told, out).removed == 0
    assert (out / ".gone.conf").read_text() == said  # for ever, not until the next export


def rename(told: Site) -> None:
    """Give a category another name, under which its documents are now, of a site below a path."""
    told.configure(
        FEEDS.replace("https://news.example.eu", "https://news.example.eu/news").replace(
            "  strict-news:\n", "  other-news:\n    was: strict-news\n"
        )
    )
    with told.store.write() as tx:
        for language in ("", *(f".{tag}" for tag in LANGUAGES)):
            documents.remove_feed(tx, f"strict-news{language}")
    for form in FORMS:
        for language in ("", *(f".{tag}" for tag in LANGUAGES)):
            told.publish(f"feeds/other-news{language}.{form}")


@pytest.mark.parametrize("exported", [True, False])
def test_what_was_renamed_leads_to_its_new_address(told: Site, out: Path, exported: bool) -> None:
    if exported:
        write(told, out)
    rename(told)
    for _ in range(2):
        write(told, out, "/news")
        said = (out / ".gone.conf").read_text()
        assert (
            "location = /news/feeds/strict-news.fr.atom { return 301 /news/feeds/other-news.fr.atom; }\n"
            in said
        )
        assert "location = /news/en/strict-news { return 301 /news/en/other-news; }\n" in said
        assert ".html" not in said


def test_a_page_that_cannot_be_made_changes_nothing(told: Site, out: Path) -> None:
    write(told, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with told.store.write() as tx:
        documents.remove(tx, ["feeds/development.rss"])
    told.add("n99", variant(title="The newest"), "development", hours=0)
    with pytest.raises(SettingsError, match=r"/feeds/development.rss answers 503, so nothing was exported"):
        write(told, out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_an_export_that_is_ended_in_the_middle(
    told: Site, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one knows what it wrote: it goes on there, and removes what is published no longer."""
    number = told.add("n99", variant(title="The newest"), "development", hours=0)

    def stop(new: Path, old: Path, result: Exported) -> None:
        if result.written == 150:
            raise KeyboardInterrupt
        place(new, old, result)

    monkeypatch.setattr("syndicate.web.export.place", stop)
    with pytest.raises(KeyboardInterrupt):
        write(told, out)
    monkeypatch.setattr("syndicate.web.export.place", place)
    (out / ".stage-of-one-killed").mkdir()
    os.utime(out / ".stage-of-one-killed", (0, 0))
    (out / ".stage-of-one-running").mkdir()
    assert list(out.rglob("n99.html"))
    with told.store.write() as tx:
        withdrawals.withdraw(tx, [number], "By mistake", NOW)
    assert write(told, out).removed
    assert not list(out.rglob("n99.html"))
    assert [path.name for path in out.glob(".stage*")] == [".stage-of-one-running"]


def test_files_of_others_stay(told: Site, out: Path) -> None:
    (out / "mine.txt").write_text("mine")
    with pytest.raises(SettingsError, match="files that no export wrote"):
        write(told, out)
    assert [path.name for path in out.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_written(told: Site, out: Path) -> None:
    (out / "file").write_text("")
    with pytest.raises(SettingsError, match="give another folder"):
        write(told, out / "file")


def snippet() -> str:
    """The server as docs/static.md has it."""
    found = re.search(r"```nginx\n(.*?)```", (ROOT / "docs" / "static.md").read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def nginx(told: Site, tmp_path: Path) -> Iterator[str]:
    """A real nginx with the server of the docs, over an exported site; its address."""
    if not shutil.which("nginx"):
        assert not os.environ.get("CI"), "nginx is missing"
        pytest.skip("nginx is not installed")
    site, port = tmp_path / "site", free_port()
    write(told, site)
    server = snippet().replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/news", str(site))
    kept = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi"))
    kept += f" uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s;"
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/errors; events {{}}\n"
        f"http {{ access_log off; {kept}\n{server} }}"
    )
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:3]:  # a run in parallel has a folder more
        parent.chmod(0o755)
    command = ["nginx", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)]
    process = subprocess.Popen(command)
    url = f"http://127.0.0.1:{port}"
    try:
        yield url
    finally:
        process.terminate()
        process.wait()


def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask until the server is up."""
    for _ in range(50):
        try:
            with urlopen(Request(url, headers=headers)) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except HTTPError as error:
            return error.code, dict(error.headers), b""
        except OSError:  # not up yet
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


SERVED = {
    "/": "text/html; charset=utf-8",
    "/en": "text/html; charset=utf-8",
    "/en/development": "text/html; charset=utf-8",
    "/en/item/n3": "text/html; charset=utf-8",
    "/feeds/development.rss": "application/rss+xml; charset=utf-8",
    "/feeds/development.fr.atom": "application/atom+xml; charset=utf-8",
    "/feeds/development.json": "application/feed+json; charset=utf-8",
    "/feeds.opml": "text/x-opml; charset=utf-8",
    "/static/site.css": "text/css; charset=utf-8",
}


def test_nginx_serves_it_alone(nginx: str) -> None:
    for path, kind in SERVED.items():
        status, headers, body = get(nginx + path)
        assert (status, headers["Content-Type"]) == (200, kind), path
        assert body
        if path.startswith("/feeds"):
            assert headers["Access-Control-Allow-Origin"] == "*"
            assert headers["Cache-Control"].startswith("public, max-age=900,")
            assert headers["Vary"] == "Accept-Encoding"
    status, headers, body = get(f"{nginx}/feeds/development.rss", **{"Accept-Encoding": "gzip"})
    assert (status, headers.get("Content-Encoding"), body) == (200, "gzip", b"zipped")
    assert get(f"{nginx}/.syndicate.json")[0] == 404
    assert get(f"{nginx}/en/nothing")[0] == 404
