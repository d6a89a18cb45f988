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

from spaces.content.folder import Content, default_content
from spaces.content.settings import STATE
from spaces.public import live_map
from spaces.public.live_map import PublicMap, made
from spaces.text import text
from spaces.ui.server.headers import SafeHeaders
from spaces.ui.server.public_map import public_routes
from spaces.ui.shell import public_map
from spaces.ui.shell.addresses import PACKAGE, assets_version
from spaces.ui.shell.approval import approval_number
from tests.toys import toycontent
from tests.ui.conftest import html

PLACE = toycontent.PLACE


@pytest.fixture
def shelf(toy, tmp_path, monkeypatch):
    """A shelf of its own on the toy town, its state in a folder of its own."""
    monkeypatch.setenv(STATE.name, str(tmp_path / "state"))
    return fresh(monkeypatch)


def fresh(monkeypatch, make=made) -> PublicMap:
    """What a restarted server begins with."""
    shelf = PublicMap(default_content, approval_number, make)
    monkeypatch.setattr(public_map, "PUBLIC_MAP", shelf)
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


def changed(shelf: PublicMap) -> None:
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


@pytest.mark.parametrize(
    ("offer", "zipped"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("gzip;q=0", False), ("gzip; q=0.0, br", False),
     ("identity", False), ("", False)],
)  # fmt: skip
def test_the_two_forms_of_a_file_have_names_of_their_own(shelf, offer, zipped):
    answer = get("/", accept_encoding=offer)
    assert (answer.headers.get("content-encoding") == "gzip") == zipped
    assert answer.headers["etag"].endswith('-gz"') == zipped
    assert answer.headers["vary"] == "Accept-Encoding"
    assert get("/", accept_encoding=offer, if_none_match="*").status == 304
    assert get("/", accept_encoding=offer, if_none_match=answer.headers["etag"]).status == 304
    assert get("/", if_none_match='"another"').status == 200


def test_a_part_that_is_asked_for_is_answered_with_the_whole(shelf):
    answer = get("/public/places.json", range="bytes=0-3")
    assert answer.status == 200
    assert len(answer.body) > 4


@pytest.mark.parametrize(
    "path",
    ["/public/..%2f..%2fapp.py", "/public/%2e%2e/app.py", "/public//etc/passwd", "/public/\\..\\x",
     "/public/data/../places.json", f"/public/{PLACE}/../places.json", "/public/a\x00b"],
)  # fmt: skip
def test_no_path_leads_out_of_the_map(shelf, path):
    answer = get(path)
    assert answer.status == 404
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_place_that_is_gone_is_told_with_a_way_to_the_map(shelf):
    answer = get("/name/public/999999/", "lang=en", base="/name")
    assert answer.status == 404
    assert text("en")("visitor.gone") in answer.text
    assert text("zh")("visitor.gone") in answer.text
    assert 'href="/name/"' in answer.text
    assert answer.headers["cache-control"] == "no-store"


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
    assert "visitors see the one of" in caplog.text
    as_of = json.loads(get(data_of(answer.text)).body)["as_of"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", as_of)


def settle() -> None:
    """Wait until the snapshot has been written down."""
    for thread in threading.enumerate():
        if thread.name == "public map":
            thread.join(20)


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
@pytest.mark.parametrize("path", ["/", f"/public/{PLACE}/", "/public/places.json"])
def test_without_any_map_the_visitor_is_told_so_in_all_languages(shelf, toy, path, lang, other):
    (toy / "sites.geojson").write_text("{", encoding="utf-8")
    answer = get(path, f"lang={lang}&place={PLACE}")
    assert answer.status == 503
    own, second = text(lang)("visitor.none_why"), text(other)("visitor.none_why")
    assert 0 < answer.text.index(own) < answer.text.index(second)
    assert f'href="?lang={lang}&amp;place={PLACE}"' in answer.text  # to try again
    assert (answer.headers["retry-after"], answer.headers["cache-control"]) == ("60", "no-store")
    assert answer.headers["content-type"].startswith("text/html")
    assert "<style" not in answer.text  # the policy allows nothing inline
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "Traceback" not in answer.text


def test_the_style_of_the_plain_pages_is_there():
    way = f"/name/assets/{assets_version()}/"
    style = re.search(rf'href="{way}([^"]+)"', get("/name/public/none/", base="/name").text)
    assert (PACKAGE / style[1]).is_file()


def test_who_runs_the_server_reads_why_there_is_no_map(shelf, toy, caplog):
    (toy / "sites.geojson").write_text("{", encoding="utf-8")
    assert get("/").status == 503
    assert "VISITORS SEE NO MAP (503)" in caplog.text
    assert "last good" not in caplog.text
    assert shelf.trouble.as_of == ""
    assert shelf.trouble.faults


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_overview_says_that_the_public_sees_an_old_map(screen, shelf, toy, lang):
    as_of = shelf.current().as_of
    assert text(lang)("visitor.old_map", date=as_of) not in said(screen("overview", lang=lang))
    (toy / "public.toml").write_text("address = 7\n", encoding="utf-8")  # nothing else reads it
    changed(shelf)
    assert shelf.current().as_of == as_of
    words = said(screen("overview", lang=lang))
    assert text(lang)("visitor.old_map", date=as_of) in words
    assert "public.toml" in words
    (toy / "public.toml").write_text("", encoding="utf-8")
    changed(shelf)
    shelf.current()
    assert text(lang)("visitor.old_map", date=as_of) not in said(screen("overview", lang=lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_says_that_the_public_sees_none(screen, shelf, toy, lang):
    (toy / "sites.geojson").write_text("{", encoding="utf-8")
    assert shelf.current() is None
    assert text(lang)("visitor.no_map") in said(screen("overview", lang=lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_link_to_a_place_without_a_map_opens_no_other_place(shelf, lang):
    answer = get("/map/", f"place=999999&lang={lang}", base="/map")
    assert answer.status == 404
    assert text(lang)("visitor.place_gone") in answer.text
    assert 'href="/map/"' in answer.text
    assert "data-place" not in answer.text


def test_no_trouble_is_told_of_content_that_was_mended_since(shelf, toy):
    good = (toy / "sites.geojson").read_text(encoding="utf-8")
    (toy / "sites.geojson").write_text("{", encoding="utf-8")
    assert shelf.current() is None
    assert shelf.trouble is not None
    (toy / "sites.geojson").write_text(good, encoding="utf-8")
    assert shelf.trouble is None


def said(app) -> str:
    return "\n".join([*(box.value for box in app.warning), html(app)])


def test_a_folder_that_cannot_be_listed_leaves_the_last_good_map(shelf, monkeypatch):
    good = get("/").body
    settle()
    away = lambda *_: (_ for _ in ()).throw(PermissionError(13, "away"))  # noqa: E731
    monkeypatch.setattr(Content, "version", away)
    monkeypatch.setattr(shelf, "_make", away)
    changed(shelf)
    assert get("/").body == good
    assert shelf.trouble is not None


def test_what_failed_is_tried_again_though_nothing_changed(toy, tmp_path, monkeypatch):
    monkeypatch.setenv(STATE.name, str(tmp_path / "state"))
    now, broken = [1000.0], [True]

    def make(content, approval):
        if broken[0]:
            raise MemoryError
        return made(content, approval)

    shelf = PublicMap(default_content, approval_number, make, lambda: now[0])
    assert shelf.current() is None
    broken[0] = False
    now[0] += 30
    assert shelf.current() is None  # not at once, for a thousand visitors
    now[0] += 31
    assert shelf.current() is not None
    assert shelf.trouble is None


def test_a_withdrawn_site_is_gone_for_everybody_after_a_while(toy, tmp_path, monkeypatch):
    monkeypatch.setenv(STATE.name, str(tmp_path / "state"))
    now = [1000.0]
    shelf = PublicMap(default_content, approval_number, made, lambda: now[0])
    monkeypatch.setattr(public_map, "PUBLIC_MAP", shelf)
    old = data_of(get("/").text)
    assert "沙园" in get(old).text
    edit(toy, "新沙园")
    now[0] += 2
    assert data_of(get("/").text) != old
    assert get(old).status == 200
    now[0] += 601
    assert get(old).status == 404


def test_a_restart_brings_no_withdrawn_site_back(shelf, toy, monkeypatch):
    old = data_of(get("/").text)
    settle()
    edit(toy, "新沙园")
    changed(shelf)
    assert data_of(get("/").text) != old
    settle()
    (toy / "sites.geojson").write_text("{", encoding="utf-8")
    fresh(monkeypatch)
    assert get("/").status == 200
    settle()
    assert get(old).status == 404


def test_when_no_site_is_public_any_more_none_is_shown(shelf, toy):
    old = data_of(get("/").text)
    path = toy / "sites.geojson"
    sites = json.loads(path.read_text("utf-8"))
    for site in sites["features"]:
        site["properties"]["public"] = False
    path.write_text(json.dumps(sites), encoding="utf-8")
    changed(shelf)
    assert get("/").status == 503
    assert get(old).status == 503


def test_after_a_restart_nobody_waits_for_the_map_to_be_made(shelf, monkeypatch):
    good = get("/").body
    settle()
    hold = threading.Event()

    def slow(content, approval):
        hold.wait(20)
        return made(content, approval)

    monkeypatch.setattr(live_map, "_PATIENCE_S", 0.01)
    fresh(monkeypatch, slow)
    try:
        assert get("/").body == good
    finally:
        hold.set()
        settle()


def test_another_folder_of_content_never_shows_this_ones_map(shelf, tmp_path, monkeypatch):
    assert shelf.current() is not None
    settle()
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("SPACES_DATA", str(tmp_path / "other"))
    changed(shelf)
    assert shelf.current() is None


def test_a_disk_that_takes_nothing_stops_nobody(toy, tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(STATE.name, str(tmp_path / "file" / "state"))
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
    monkeypatch.setenv(STATE.name, str(tmp_path / "state"))
    times = []

    def slow(content, approval):
        times.append(1)
        return made(content, approval)

    shelf = fresh(monkeypatch, slow)
    with ThreadPoolExecutor(16) as many:
        got = list(many.map(lambda _: shelf.current(), range(1000)))
    assert all(snapshot is got[0] for snapshot in got)
    assert times == [1]
