"""Who may see a site: what says anything but yes keeps it in the house."""

from __future__ import annotations

import json

import pytest

from spaces.public.site_payload import public_sites
from spaces.sites.loading import load_sites, read_sites
from tests.toys import publictown, toycontent

NOBODY = "内部密址"


@pytest.mark.parametrize(
    ("said", "shown"),
    [("是", True), ("TRUE", True), ("否", False), ("", False), (None, False), (0, False),
     ("内部", False), ("不公开", False), ("no!", False), (2, False), ([False], False),
     ("待定", False)],
)  # fmt: skip
def test_what_cannot_be_read_as_yes_is_not_shown(tmp_path, said, shown):
    content = toycontent.build(tmp_path)
    rows = [publictown.row(1, "甲园", (0, 0)), publictown.row(2, NOBODY, (0, 0), public=said)]
    collection = {"type": "FeatureCollection", "features": rows}
    content.path("sites.geojson").write_text(json.dumps(collection), encoding="utf-8")
    loaded = load_sites(content)
    assert len(loaded.frame) == 2  # the planners still see it
    assert (NOBODY in set(public_sites(loaded.frame)["name_zh"])) == shown


def test_a_list_that_says_nothing_of_it_stays_in_the_house(tmp_path):
    content = toycontent.build(tmp_path)
    path = tmp_path / "list.csv"
    at = ",".join(f"{degrees:.6f}" for degrees in publictown.lonlat(0, 0))
    path.write_text(f"名称,类别,lon,lat\n{NOBODY},park,{at}\n", encoding="utf-8")
    found = read_sites(path, content, toycontent.PLACE).frame
    assert len(found) == 1
    assert public_sites(found).empty


@pytest.mark.parametrize("header", ["公开", "是否公开", "对外公开", "是否对外公开", "public"])
def test_a_departments_own_header_is_understood(tmp_path, header):
    content = toycontent.build(tmp_path)
    path = tmp_path / "list.csv"
    at = ",".join(f"{degrees:.6f}" for degrees in publictown.lonlat(0, 0))
    rows = f"名称,类别,lon,lat,{header}\n甲园,park,{at},是\n{NOBODY},park,{at},否\n"
    path.write_text(rows, encoding="utf-8")
    shown = read_sites(path, content, toycontent.PLACE).frame.set_index("name_zh")["public"]
    assert shown["甲园"]
    assert not shown[NOBODY]
