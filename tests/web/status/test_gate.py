"""Who comes in under /status, and who does not, whatever is asked for and however."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from syndicate.store import attempts, operators
from syndicate.store.database import Database
from syndicate.web import create_app

from ..operators import NAME, PASSWORD, engage, issue, post, sign_in, token_in
from ..site import FEEDS, NOW, Site

LOCAL = FEEDS.replace("https://news.example.eu", "http://localhost:8080")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def inside(site: Site) -> FlaskClient:
    """A browser of somebody who may sign in, and has not yet."""
    engage(site.store)
    return https(site)


def https(site: Site) -> FlaskClient:
    client = create_app(site.store, lambda: NOW).test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    return client


def paths(client: FlaskClient) -> list[Rule]:
    return [rule for rule in client.application.url_map.iter_rules() if rule.rule.startswith("/status")]


def filled(rule: Rule) -> str:
    """A path that the rule answers."""
    made = rule.build(dict.fromkeys(rule.arguments, "one"))
    assert made
    return made[1]


def test_without_an_operator_there_is_no_form_only_what_to_do(site: Site, client: FlaskClient) -> None:
    for rule in paths(client):
        for method in ("GET", "POST"):
            response = client.open(filled(rule), method=method)
            assert response.status_code == 403
            assert "syndicate password" in response.text
            assert "<form" not in response.text
            assert "Set-Cookie" not in response.headers
    issue(site.store)
    assert client.get("/status").status_code == 403


def test_every_path_is_closed_also_one_that_is_forgotten(inside: FlaskClient) -> None:
    found = paths(inside)
    assert len(found) >= 4
    for rule in found:
        response = inside.get(filled(rule))
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"].startswith("Bearer ")
        for method in UNSAFE:
            assert inside.open(filled(rule), method=method).status_code == 403
    for path in (
        "/status/",
        "/status/nothing/here",
        "/status/.",
        "/status/..",
        "/status//",
        "/status/explain/",
    ):
        assert inside.get(path).status_code == 401


def test_nothing_of_it_is_anywhere_else(inside: FlaskClient) -> None:
    for rule in inside.application.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in ("status", "desk"):
            assert rule.rule == "/status" or rule.rule.startswith("/status/")


@pytest.mark.parametrize(
    "path",
    [
        "//status",
        "/./status",
        "/x/../status",
        "/STATUS",
        "/%2fstatus",
        "/all/../status",
        "/;/status",
        "/status%00",
    ],
)
def test_no_other_path_leads_there(inside: FlaskClient, path: str) -> None:
    """Or it is closed as this one is: what routing reads as /status, the gate does too."""
    raw = unquote(path)
    closed = inside.get("/", environ_overrides={"PATH_INFO": raw})
    sign_in(inside)
    opened = inside.get("/", environ_overrides={"PATH_INFO": raw})
    assert (closed.status_code, opened.status_code) in ((400, 400), (404, 404), (401, 200), (401, 404))
    assert "Sign out" not in closed.text


@pytest.mark.parametrize("path", ["/status%2fexplain%2fone", "/%73tatus", "/status/%2e%2e/feeds.opml"])
def test_what_is_written_otherwise_is_closed_too(inside: FlaskClient, path: str) -> None:
    assert inside.get(path).status_code == 401


def test_a_prefix_opens_nothing(site: Site) -> None:
    site.configure(FEEDS.replace("https://news.example.eu", "https://example.eu/news"))
    engage(site.store)
    client = https(site)
    for path in ("/status", "/news/status", "/news/status/explain/one"):
        assert client.get(path).status_code == 401
    for path in ("/news/news/status", "/newsstatus"):
        assert client.get(path).status_code == 404
    assert client.get("/news//status").status_code == 401
    response = sign_in(client, to="/status/explain/one")
    assert response.headers["Location"] == "/news/status/explain/one"
    assert client.get("/news/status").status_code == 200


def test_signing_in_and_out(inside: FlaskClient) -> None:
    page = inside.get("/status")
    assert page.status_code == 401
    assert "<form" in page.text
    response = sign_in(inside)
    assert (response.status_code, response.headers["Location"]) == (303, "/status")
    page = inside.get("/status")
    assert page.status_code == 200
    assert NAME in page.text
    cookie = inside.get_cookie("__Host-syndicate")
    assert post(inside, "/status/sign-out").status_code == 303
    assert inside.get("/status").status_code == 401
    assert cookie
    inside.set_cookie("__Host-syndicate", cookie.value)
    assert inside.get("/status").status_code == 401, "a copy of the cookie is worth nothing any longer"


def test_where_one_wanted_to_go(inside: FlaskClient) -> None:
    page = inside.get("/status/explain/one?x=1")
    assert 'name="to" value="/status/explain/one?x=1"' in page.text
    assert sign_in(inside, to="/status/explain/one?x=1").headers["Location"] == "/status/explain/one?x=1"


@pytest.mark.parametrize(
    "to",
    ["//evil.example/status", "https://evil.example/status", "/\\evil.example", "/feeds.opml", "/status/../x", "", "x",
     "/status/explain/one\r\nSet-Cookie: a=b", "/status/sign-in"],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(inside: FlaskClient, to: str) -> None:
    assert sign_in(inside, to=to).headers["Location"] == "/status"


def test_the_cookie_of_https(inside: FlaskClient) -> None:
    cookie = inside.get("/status").headers["Set-Cookie"]
    assert cookie.startswith("__Host-syndicate=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} == set(cookie.split("; ")[1:])


def test_the_cookie_of_a_trial_at_home(site: Site) -> None:
    site.configure(LOCAL)
    engage(site.store)
    client = create_app(site.store, lambda: NOW).test_client()
    assert client.get("/status").headers["Set-Cookie"].startswith("syndicate=")
    assert sign_in(client).status_code == 303
    assert client.get("/status").status_code == 200


def test_public_pages_have_no_cookie_and_keep_their_headers(inside: FlaskClient) -> None:
    sign_in(inside)
    for path in ("/", "/en/development", "/nothing", "/healthz"):
        response = inside.get(path)
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")
        assert "script-src" not in response.headers["Content-Security-Policy"]


def test_headers(inside: FlaskClient) -> None:
    sign_in(inside)
    for path in ("/status", "/status/nothing", "/status/"):
        headers = inside.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("name", "password"),
    [("ann", ""), ("ann", PASSWORD[:-1]), ("ann", f"{PASSWORD} "), ("", PASSWORD), ("bob", PASSWORD), ("Ann", PASSWORD),
     ("ann", "x" * 100_000), ("ann", PASSWORD.encode("latin-1").decode("cp437")), ("<b>", "x")],
)  # fmt: skip
def test_what_is_not_right_does_not_come_in(inside: FlaskClient, name: str, password: str) -> None:
    response = sign_in(inside, name, password)
    assert response.status_code in (401, 413)
    assert "<b>" not in response.text
    assert inside.get("/status").status_code == 401


def test_the_session_before_signing_in_is_not_the_one_after(site: Site, inside: FlaskClient) -> None:
    inside.get("/status")
    laid = inside.get_cookie("__Host-syndicate")
    sign_in(inside)
    own = inside.get_cookie("__Host-syndicate")
    assert laid
    assert own
    assert laid.value != own.value
    other = https(site)
    other.set_cookie("__Host-syndicate", laid.value)
    assert other.get("/status").status_code == 401


def test_a_forged_cookie(site: Site, inside: FlaskClient) -> None:
    sign_in(inside)
    cookie = inside.get_cookie("__Host-syndicate")
    assert cookie
    for wrong in (cookie.value[:-2], "x" + cookie.value, "eyJpZCI6IjEifQ.x.y", ""):
        other = https(site)
        other.set_cookie("__Host-syndicate", wrong)
        assert other.get("/status").status_code == 401


def test_two_processes_know_the_same_sessions(site: Site, inside: FlaskClient) -> None:
    sign_in(inside)
    cookie = inside.get_cookie("__Host-syndicate")
    other = https(site)
    assert cookie
    other.set_cookie("__Host-syndicate", cookie.value)
    assert other.get("/status").status_code == 200


def test_a_session_ends_after_a_working_day_and_with_the_password(site: Site) -> None:
    engage(site.store)
    moment = [NOW]
    client = create_app(site.store, lambda: moment[0]).test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    sign_in(client)
    moment[0] += timedelta(hours=11)
    assert client.get("/status").status_code == 200
    moment[0] += timedelta(hours=2)
    assert client.get("/status").status_code == 401
    sign_in(client)
    assert client.get("/status").status_code == 200
    engage(site.store)
    assert client.get("/status").status_code == 401
    sign_in(client)
    with site.store.write() as tx:
        operators.remove(tx, NAME)
    assert client.get("/status").status_code == 403


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://news.example.eu"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8080"}, 303),  # a tunnel
        ({"Origin": "https://news.example.eu"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "https://other.example.eu"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://news.example.eu.evil.example"}, 403),
        ({"Origin": "http://news.example.eu"}, 403),
    ],
)
def test_forms_of_others(inside: FlaskClient, headers: dict[str, str], code: int) -> None:
    sign_in(inside)
    form = {"csrf": token_in(inside.get("/status").text)}
    assert inside.post("/status/sign-out", data=form, headers=headers).status_code == code
    assert inside.get("/status").status_code == (401 if code == 303 else 200)


@pytest.mark.parametrize("token", [None, "", "x", "é", "a" * 43])
def test_a_form_without_its_token(inside: FlaskClient, token: str | None) -> None:
    sign_in(inside)
    form = {} if token is None else {"csrf": token}
    assert inside.post("/status/sign-out", data=form).status_code == 403
    assert inside.post(f"/status/sign-out?csrf={token}").status_code == 403
    assert inside.get("/status").status_code == 200


def test_a_form_of_another_session(site: Site, inside: FlaskClient) -> None:
    token = token_in(https(site).get("/status").text)
    sign_in(inside)
    assert inside.post("/status/sign-out", data={"csrf": token}).status_code == 403
    assert inside.post("/status/sign-in", data={"csrf": token, "name": NAME}).status_code == 403


def test_five_attempts_with_a_name(site: Site, inside: FlaskClient) -> None:
    for _ in range(5):
        assert sign_in(inside, password="wrong").status_code == 401
    response = sign_in(inside)
    assert response.status_code == 429
    assert "15 minutes" in response.text
    other = https(site)
    other.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    assert sign_in(other).status_code == 429, "the name is locked for every address, in every process"
    later = create_app(site.store, lambda: NOW + timedelta(minutes=16)).test_client()
    later.environ_base["wsgi.url_scheme"] = "https"
    assert sign_in(later).status_code == 303


def test_twenty_attempts_of_an_address(site: Site, inside: FlaskClient) -> None:
    for number in range(20):
        assert sign_in(inside, f"name{number}", "wrong").status_code == 401
    assert sign_in(inside).status_code == 429
    other = https(site)
    other.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    assert sign_in(other).status_code == 303
    inside.environ_base["HTTP_X_FORWARDED_FOR"] = "198.51.100.1, 198.51.100.2"  # told by a proxy of ours
    assert sign_in(inside).status_code == 303
    stranger = https(site)
    stranger.environ_base |= {"REMOTE_ADDR": "8.8.8.8", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}
    for _ in range(4):
        assert sign_in(stranger, "zoe", "wrong").status_code == 401


def test_a_right_password_counts_from_the_beginning(inside: FlaskClient) -> None:
    for _ in range(3):
        for _ in range(4):
            sign_in(inside, password="wrong")
        assert sign_in(inside).status_code == 303
        post(inside, "/status/sign-out")


def test_neither_names_nor_addresses_are_kept(site: Site, inside: FlaskClient) -> None:
    sign_in(inside, "my password by mistake", "wrong")
    with site.store.engine.connect() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM attempts").all())
    assert "mistake" not in rows
    assert "127.0.0.1" not in rows
    assert rows.count("1)") == 2


def test_attempts_at_once_are_counted_too(store: Database) -> None:
    with store.write() as tx:
        told = [attempts.take(tx, {"name": 2, "address": 9}, NOW, NOW) for _ in range(4)]
    assert told == [True, True, False, False]
    with store.write() as tx:
        assert attempts.take(tx, {"name": 2}, NOW, NOW + timedelta(seconds=1))


def test_attempts_of_a_clock_that_was_ahead_keep_nobody_out(store: Database) -> None:
    ahead = NOW + timedelta(days=365)
    with store.write() as tx:
        assert [attempts.take(tx, {"name": 1}, ahead, ahead) for _ in range(2)] == [True, False]
        assert attempts.take(tx, {"name": 1}, NOW, NOW - timedelta(minutes=15))


def test_a_token_may_read_and_nothing_else(site: Site, inside: FlaskClient) -> None:
    token = issue(site.store)
    page = inside.get("/status", headers=token)
    assert page.status_code == 200
    assert "scraper" in page.text
    assert inside.post("/status/sign-out", headers=token).status_code == 403
    for wrong in ("Bearer x", "Bearer ", "Bearer", "Basic YW5uOng=", "bearer é"):
        assert inside.get("/status", headers={"Authorization": wrong}).status_code == 401
    with site.store.write() as tx:
        assert operators.remove(tx, "scraper")
    assert inside.get("/status", headers=token).status_code == 401


def test_a_stranger_may_send_little(inside: FlaskClient) -> None:
    token = token_in(inside.get("/status").text)
    response = inside.post("/status/sign-in", data={"csrf": token, "name": "a" * 20_000, "password": "x"})
    assert response.status_code in (403, 413)
