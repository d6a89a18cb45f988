"""The layers' address: what it takes, what it refuses, what it keeps."""

from __future__ import annotations

import gzip
import json
import threading

import pytest
from starlette.requests import Request

from spaces.ui.server import layers as layers_route
from spaces.ui.server.layer_cache import LayerCache
from spaces.ui.server.layer_query import ON_STREETS, Asked, BadParameter, checked
from spaces.ui.server.layers import layer
from spaces.ui.shell import cache as cached
from tests.toys import toycontent
from tests.toys.toycontent import made_up


@pytest.fixture
def town(tmp_path, monkeypatch):
    root = tmp_path / "data"
    root.mkdir()
    toycontent.build(root)
    monkeypatch.setenv("SPACES_DATA", str(root))
    return root


def ask(name="sites", headers=None, **query):
    query = {"place": toycontent.PLACE, **query}
    text = "&".join(f"{k}={v}" for k, v in query.items() if v is not None)
    raw = [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": raw}
    return layer(Request(scope | {"query_string": text.encode(), "path_params": {"name": name}}))


@pytest.mark.parametrize("name", sorted(layers_route.MAKERS.keys() - ON_STREETS))
def test_every_layer_is_geojson(town, name):
    answer = ask(name, walker="metre", minutes=15, year=2024)
    assert answer.status_code == 200
    assert answer.media_type == "application/geo+json"
    assert bool(json.loads(answer.body)["features"]) == (name != "ground")  # no streets here


def test_the_walk_is_taken_from_the_query(town):
    def covered(**query):
        features = json.loads(ask("cells", **query).body)["features"]
        return sum(f["properties"]["state"] == "covered" for f in features)

    assert covered(walker="metre", minutes=15) == 6
    assert covered(walker="slow", minutes=15) == 2
    assert covered(speed=1.2, minutes=15) == 6
    assert covered(walker="metre", minutes=15, category="park") == 3
    assert covered(walker="metre", minutes=15, year=2023) == 3


def test_sites_follow_category_status_and_year(town):
    def names(**query):
        return [f["properties"]["name"] for f in json.loads(ask(**query).body)["features"]]

    assert names() == [made_up("沙园"), made_up("东小"), "新诊所"]
    assert names(category="park,school") == [made_up("沙园"), made_up("东小")]
    assert names(status="building") == ["新诊所"]
    assert names(year=2023) == [made_up("沙园")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("place", "123456"),
        ("place", "../../etc/passwd"),
        ("place", None),
        ("lang", "xx"),
        ("category", "park,volcano"),
        ("status", "gone"),
        ("walker", "{{7*7}}"),
        ("speed", "nan"),
        ("speed", "fast"),
        ("speed", "99"),
        ("minutes", "0"),
        ("minutes", "1e9"),
        ("year", "inf"),
        ("year", "1066"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name_and_not_repeated(town, name, value):
    answer = ask("cells", **{name: value})
    assert answer.status_code == 400
    assert json.loads(answer.body) == {"error": "bad_parameter", "parameter": name}


def test_an_endless_query_is_refused(town):
    with pytest.raises(BadParameter, match="query"):
        checked("sites", {"place": toycontent.PLACE, "q": "x" * 5000}, cached.content_version())


def test_an_unknown_layer_is_not_found(town):
    assert ask("secrets").status_code == 404


def test_gzip_only_for_those_who_take_it(town):
    plain = ask(headers={"Accept-Encoding": "identity"})
    packed = ask(headers={"Accept-Encoding": "gzip, br"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["vary"] == "Accept-Encoding"


def test_the_same_layer_again_is_a_short_answer(town):
    first = ask()
    tag = first.headers["etag"]
    for header in (tag, f"W/{tag}", f'"other", {tag}'):
        again = ask(headers={"If-None-Match": header})
        assert (again.status_code, again.body) == (304, b"")
        assert again.headers["etag"] == tag
    assert ask(headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_address_with_the_present_version_may_be_kept(town):
    version = cached.content_version()
    assert "max-age=3600" in ask(v=version).headers["cache-control"]
    assert ask(v="old").headers["cache-control"] == "no-cache"


def test_an_edited_file_is_seen_at_once(town):
    before = ask().headers["etag"]
    frame = toycontent.sites().iloc[:1]
    toycontent.write_geojson(frame, town / "sites.geojson")
    after = ask()
    assert after.headers["etag"] != before
    assert len(json.loads(after.body)["features"]) == 1


def test_a_failure_says_no_more_than_that_it_failed(town, monkeypatch, caplog):
    def broken(asked):
        raise RuntimeError("secret path /etc")

    monkeypatch.setitem(layers_route.MAKERS, "sites", broken)
    monkeypatch.setattr(layers_route, "_SHELF", LayerCache(10))
    answer = ask()
    assert answer.status_code == 500
    assert json.loads(answer.body) == {"error": "layer_failed"}
    assert "secret path" in caplog.text


def test_the_shelf_drops_the_longest_unused_and_keeps_within_its_size():
    shelf, made = LayerCache(50), []  # one letter packed is 21 bytes

    def make(asked):
        made.append(asked.place)
        return asked.place.encode()

    for place in ("a", "b", "a", "c", "a", "b"):
        shelf.get(Asked("sites", "v", place), make)
    assert made == ["a", "b", "c", "b"]
    assert shelf.size_bytes() <= 50


def test_a_layer_asked_for_by_many_at_once_is_made_once():
    shelf, made, go = LayerCache(10_000), [], threading.Event()

    def make(asked):
        go.wait(2)
        made.append(asked)
        return b"x"

    asked = Asked("sites", "v", "a")
    threads = [threading.Thread(target=shelf.get, args=(asked, make)) for _ in range(5)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(5)
    assert len(made) == 1
