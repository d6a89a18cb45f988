"""The public map over HTTP: at the root, under its own address, and when the content is broken."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from spaces.content import default_content
from spaces.text import text
from spaces.ui import public_route
from spaces.ui.headers import SafeHeaders
from spaces.ui.public_route import public_routes
from spaces.ui.public_shelf import STATE_ENV, PublicShelf, made
from tests import toycontent

PLACE = toycontent.PLACE


@pytest.fixture
def shelf(toy, tmp_path, monkeypatch):
    """A shelf of its own on the toy town, its state in a folder of its own."""
    monkeypatch.setenv(STATE_ENV, str(tmp_path / "state"))
    return fresh(monkeypatch)


def fresh(monkeypatch, make=made) -> PublicShelf:
    """What a restarted server begins with."""
    shelf = PublicShelf(default_content, make)
    monkeypatch.setattr(public_route, "SHELF", shelf)
    return shelf


class Answer:
    """What came back."""

    def __init__(self, sent: list[dict]) -> None:
        self.status = sent[0]["status"]
        self.headers = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
        self.raw = b"".join(part.get("body", b"") for part in sent[1:])
        zipped = self.headers.get("content-encoding") == "gzip"
        self.body = gzip.decompress(self.raw) if zipped and self.raw else self.raw

    @property
    def text(self) -> str:
        return self.body.decode()


def get(path: str, query: str = "", base: str = "", method: str = "GET", **headers: str) -> Answer:
    app = Starlette(routes=public_routes(base), middleware=[Middleware(SafeHeaders, base)])
    sent: list[dict] = []
    names = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode()}
    scope |= {"headers": names, "root_path": "", "server": ("127.0.0.1", 80), "scheme": "http"}

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    # In a thread: a browser test of the same session may have left a loop running in this one.
    with ThreadPoolExecutor(1) as one:
        one.submit(asyncio.run, app(scope, receive, send)).result()
    return Answer(sent)


def changed(shelf: PublicShelf) -> None:
    """Let the shelf look at the content again, as it does a second later."""
    shelf._looked_s = float("-inf")


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en"), ("xx", "zh-CN")])
def test_the_root_is_the_public_map_and_leads_the_staff_on(shelf, lang, tag):
    answer = get("/", f"place={PLACE}&lang={lang}")
    assert answer.status == 200
    assert f'<html lang="{tag}"' in answer.text
    assert f'data-place="{PLACE}"' in answer.text
    assert 'data-root="/public/"' in answer.text
    spoken = lang if lang in ("zh", "en") else "zh"
    assert text(spoken)("public.name") in answer.text
    assert f'href="/overview?place={PLACE}&amp;lang={spoken}"' in answer.text
    assert text(spoken)("public.staff") in answer.text
    assert "streamlit" not in answer.text.lower()


def test_everything_the_page_names_is_there(shelf):
    page = get("/").text
    data = re.search(r'data-root="([^"]*)" data-data="([^"]*)"', page)
    named = [*re.findall(r'(?:href|src)="(/public/[^"]+)"', page), data[1] + data[2]]
    assert len(named) > 5
    for address in named:
        answer = get(address)
        assert answer.status == 200, address
        lasting = not re.search(r"/list(\.en)?\.html$", address)
        assert ("immutable" in answer.headers["cache-control"]) is lasting, address
    assert json.loads(get(data[1] + data[2]).body)["place"]["code"] == PLACE


@pytest.mark.parametrize("path", ["/public/", f"/public/{PLACE}/", f"/public/{PLACE}/index.html"])
def test_the_same_map_stands_under_its_own_address(shelf, path):
    answer = get(path, f"place={PLACE}")
    assert answer.status == 200
    assert f'data-place="{PLACE}"' in answer.text
    assert "/overview" not in answer.text


def test_a_place_without_its_slash_is_led_on_with_its_query(shelf):
    answer = get(f"/public/{PLACE}", "lang=en")
    assert (answer.status, answer.headers["location"]) == (308, f"/public/{PLACE}/?lang=en")


@pytest.mark.parametrize("path", ["/public/none.js", "/public/999999/", "/public/../app.py"])
def test_what_is_not_there_is_a_404(shelf, path):
    assert get(path).status == 404


def test_a_reader_who_comes_back_gets_a_short_answer(shelf):
    first = get("/", accept_encoding="gzip")
    assert first.headers["content-encoding"] == "gzip"
    again = get("/", if_none_match=f'W/{first.headers["etag"]}, "x"')
    assert (again.status, again.raw) == (304, b"")
    assert get("/").body == first.body
    assert get("/", "lang=en").headers["etag"] != first.headers["etag"]
    assert get("/", method="HEAD").status == 200


def test_the_map_runs_under_a_strict_policy(shelf):
    csp = get("/").headers["content-security-policy"]
    assert "default-src 'none'" in csp
    assert "frame-ancestors 'self'" in csp
    assert "unsafe" not in csp
    assert "blob:" not in csp
    assert get("/public/places.json").headers["content-security-policy"] == csp
    assert "geolocation=(self)" in get("/").headers["permissions-policy"]


def test_a_base_path_stands_before_every_address(shelf):
    page = get("/name/", base="/name").text
    assert 'data-root="/name/public/"' in page
    assert 'href="/name/overview?' in page
    assert get(f"/name/public/{PLACE}/", base="/name").status == 200
    led = get("/name", "lang=en", base="/name")
    assert (led.status, led.headers["location"]) == (308, "/name/?lang=en")


def edit(toy, word: str) -> None:
    path = toy / "sites.geojson"
    sites = json.loads(path.read_text("utf-8"))
    for site in sites["features"]:
        if site["properties"]["name_zh"] == "沙园":
            site["properties"]["name_zh"] = word
    path.write_text(json.dumps(sites), encoding="utf-8")


def data_of(page: str) -> str:
    found = re.search(r'data-root="([^"]*)" data-data="([^"]*)"', page)
    return found[1] + found[2]


def test_an_edit_is_seen_and_who_has_the_old_page_open_still_gets_its_files(shelf, toy):
    old = data_of(get("/").text)
    edit(toy, "新沙园")
    changed(shelf)
    new = data_of(get("/").text)
    assert new != old
    assert "新沙园" in get(new).text
    assert get(old).status == 200


def test_only_public_sites_and_fields_leave_the_house(shelf, toy):
    path = toy / "sites.geojson"
    sites = json.loads(path.read_text("utf-8"))
    hidden, *others = sites["features"]
    hidden["properties"] |= {"public": False, "name_zh": "不公开的园"}
    for site in others:
        site["properties"]["note"] = "内部备注"
    path.write_text(json.dumps(sites, ensure_ascii=False), encoding="utf-8")
    snapshot = shelf.current()
    everything = b"".join(file.plain() for file in snapshot.files.values()).decode(
        "utf-8", "replace"
    )
    assert "新诊所" in everything
    assert "不公开的园" not in everything
    assert "内部备注" not in everything


@pytest.mark.parametrize("restarted", [False, True], ids=["running", "after a restart"])
def test_broken_content_leaves_the_last_good_map(shelf, toy, monkeypatch, caplog, restarted):
    good = get("/").body
    settle()
    (toy / "sites.geojson").write_text("{", encoding="utf-8")
    if restarted:
        shelf = fresh(monkeypatch)
    changed(shelf)
    answer = get("/")
    assert answer.status == 200
    assert answer.body == good
    assert "last good" in caplog.text
    as_of = json.loads(get(data_of(answer.text)).body)["as_of"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", as_of)


def settle() -> None:
    """Wait until the snapshot has been written down."""
    for thread in threading.enumerate():
        if thread.name == "public map":
            thread.join(20)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_any_map_the_visitor_is_told_so(shelf, toy, lang):
    (toy / "sites.geojson").write_text("{", encoding="utf-8")
    answer = get("/", f"lang={lang}")
    assert answer.status == 503
    assert text(lang)("visitor.none_yet") in answer.text
    assert answer.headers["retry-after"] == "60"


def test_another_folder_of_content_never_shows_this_ones_map(shelf, tmp_path, monkeypatch):
    assert shelf.current() is not None
    settle()
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("SPACES_DATA", str(tmp_path / "other"))
    changed(shelf)
    assert shelf.current() is None


def test_a_disk_that_takes_nothing_stops_nobody(toy, tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(STATE_ENV, str(tmp_path / "file" / "state"))
    fresh(monkeypatch)
    assert get("/").status == 200
    settle()
    assert "not kept on disk" in caplog.text


def test_a_half_written_state_is_not_shown(shelf, toy, tmp_path, monkeypatch, caplog):
    assert shelf.current() is not None
    settle()
    for page in (tmp_path / "state").rglob(f"{PLACE}/index.html"):
        page.unlink()
    (toy / "sites.geojson").write_text("{", encoding="utf-8")
    assert fresh(monkeypatch).current() is None


def test_a_thousand_visitors_make_one_map(toy, tmp_path, monkeypatch):
    monkeypatch.setenv(STATE_ENV, str(tmp_path / "state"))
    times = []

    def slow(content):
        times.append(1)
        return made(content)

    shelf = fresh(monkeypatch, slow)
    with ThreadPoolExecutor(16) as many:
        got = list(many.map(lambda _: shelf.current(), range(1000)))
    assert all(snapshot is got[0] for snapshot in got)
    assert times == [1]
