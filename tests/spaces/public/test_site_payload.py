"""What goes out: the listed fields of public sites, in every byte of every file nothing else."""

from __future__ import annotations

import gzip
import json

import pytest

from spaces.public.publish import packed, snapshot
from spaces.public.site_payload import PUBLIC_COLUMNS, public_numbers, public_sites, sites_payload
from spaces.sites.categories import load_categories
from spaces.sites.contract import SITE_COLUMNS
from spaces.sites.loading import load_sites
from tests.toys import publictown
from tests.toys.payloads import ALL, PAYLOADS

AS_OF = "2026-11-22"


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    return publictown.build(tmp_path_factory.mktemp("public") / "data")


@pytest.fixture(scope="module")
def files(content):
    return snapshot(content, None, AS_OF)


@pytest.fixture(scope="module")
def data(files):
    return json.loads(next(v for k, v in files.items() if k.startswith("data/")))


def test_no_byte_tells_what_is_not_public(files):
    every = {**files, **packed(files)}
    assert any(path.endswith(".bin.gz") for path in every)
    for path, raw in every.items():
        plain = gzip.decompress(raw) if path.endswith(".gz") else raw
        for hidden in (publictown.SECRET, "7654321", "gcj02", "01:23-04:56"):
            assert hidden.encode() not in plain, (path, hidden)
            assert json.dumps(hidden).strip('"').encode() not in plain, (path, hidden)


def test_the_secret_is_really_in_the_data(content):
    raw = load_sites(content).frame
    assert (raw["lead"].map(lambda names: publictown.SECRET in names)).all()
    assert not raw["public"].all()


def test_only_known_columns_exist(data, content):
    assert len(data["sites"]["id"]) == len(publictown.rows()) - 1
    assert {len(column) for column in data["sites"].values()} == {7}
    assert set(data["sites"]) == {
        "id", "zh", "en", "kind", "status", "year", "address", "area", "from", "to", "fac",
        "open", "demo", "seen", "by", "lon", "lat",
    }  # fmt: skip
    kept = set(public_sites(load_sites(content).frame).columns) - {"geometry"}
    assert kept == set(PUBLIC_COLUMNS)
    inner = {"id", "place", "sub_area_code", "lead", "partners", "capacity", "source"}
    assert not kept & (inner | {"coord_source", "public", "entrances"})
    assert kept < set(SITE_COLUMNS)


def test_a_new_column_of_the_list_does_not_leave_the_house(content):
    sites = load_sites(content).frame.assign(inspector="张三", phone="13800000000")
    payload = sites_payload(public_sites(sites), load_categories(content))
    assert "张三" not in json.dumps(payload, ensure_ascii=False)


def test_unknown_stays_unknown(data):
    sites = data["sites"]
    quiet = sites["zh"].index("静园")
    assert (sites["from"][quiet], sites["to"][quiet], sites["fac"][quiet]) == (None, None, 0)
    assert (sites["open"][quiet], sites["seen"][quiet]) == (0, None)
    assert data["openings"][0] == {"text": "", "tables": None, "more": False}
    far = sites["zh"].index("远园")
    assert (sites["lon"][far], sites["lat"][far]) == (None, None)


def test_who_checked_a_site_goes_out_with_the_day(data):
    sites = data["sites"]
    school, quiet = sites["zh"].index("东小学"), sites["zh"].index("静园")
    assert sites["seen"][school] == "2026-05-12"
    assert data["checkers"] == ["", "东河街道办事处"]
    assert (sites["by"][school], sites["by"][quiet]) == (1, 0)


def test_text_is_carried_letter_by_letter(data, files):
    assert ALL[:180] in data["sites"]["zh"]
    for path, raw in files.items():
        if path.endswith("/index.html"):
            assert not any(attack.encode() in raw for attack in PAYLOADS)
        elif path.endswith(".html"):  # the list of plain text
            assert not any(attack.encode() in raw for attack in PAYLOADS if "<" in attack)


def test_coordinates_are_millionths(data):
    lon, lat = publictown.lonlat(-2000, -1480)
    at = data["sites"]["zh"].index("重阳沙园")
    assert data["sites"]["lon"][at] == pytest.approx(lon * 1e6, abs=1)
    assert data["sites"]["lat"][at] == pytest.approx(lat * 1e6, abs=1)


def test_numbers_are_stable_and_say_nothing():
    first, second = public_numbers(["a", "b"])
    assert public_numbers(["b", "a"]) == [second, first]
    assert first != second
    assert first != "a"
    assert len(set(public_numbers(range(20_000)))) == 20_000
