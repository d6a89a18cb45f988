"""The toy town within 1,000 m of the park and the school: 900 of 3,600 children, a quarter.

Its own square and the two beside it for each of them: 3 x 100 and 3 x 200 (tests/toytown.py).
From the east half 600 of 2,400, from the west half 300 of 1,200.
"""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.crs import metric_crs
from spaces.cli.main import main
from spaces.content.folder import default_content
from spaces.places.registry import load_boundaries
from tests.toys import toycontent, toytown
from tests.toys.toycontent import PLACE


def asked(ask, *words: str) -> dict:
    answer = ask("gaps", "--place", PLACE, "--format", "json", *words)
    assert answer.status == 0, answer.err
    return json.loads(answer.out)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's list: the two sites of the town, and one 400 m beyond its eastern border."""
    shapes = [toytown.shapely.Point(toytown.centre(*at)) for at in ((0, 0), (5, 3))]
    points = toytown.lonlat(*shapes, toytown.shapely.Point(3400, -1500))
    frame = gpd.GeoDataFrame(
        {"name": ["沙园", "东小", "外园"], "category": ["park", "clinic", "park"]}, geometry=points
    )
    return toycontent.write_geojson(frame, tmp_path / "own.geojson")


def test_by_hand(ask):
    found = asked(ask)
    assert found["radius_m"] == pytest.approx(1000)
    assert (found["children_total"], found["children_covered"]) == (3600, 900)
    assert (found["share_covered"], found["sites_used"]) == (0.25, 2)
    assert found["area_km2"] == pytest.approx(24, rel=1e-5)
    assert found["area_covered_km2"] == pytest.approx(2 * toytown.CORNER_KM2, rel=1e-5)
    assert found["definition"]
    assert (found["demo"], found["modelled"]) == (True, True)
    by_part = {row["id"]: row["children_covered"] for row in found["by_sub_area"]}
    assert by_part == {"E": 600, "W": 300}
    assert [row["children_covered"] for row in found["by_band"]] == [90, 180, 270, 360]
    assert [(row["id"], row["sites_used"]) for row in found["by_category"]] == [
        ("park", 1),
        ("school", 1),
    ]
    for row in found["by_category"]:
        assert row["area_covered_km2"] == pytest.approx(toytown.CORNER_KM2, rel=1e-5)


def test_gaps_are_ranked_and_name_their_nearest_site(ask):
    found = asked(ask)["gaps"]
    assert sum(gap["children"] for gap in found) == 2700
    assert [gap["rank"] for gap in found] == list(range(1, len(found) + 1))
    assert found[0]["nearest_name"] in {"沙园（示范数据）", "东小（示范数据）"}


@pytest.mark.parametrize(
    "words", [("park", "school"), ("school,park",), ("park", "--category", "school")]
)
def test_categories_can_be_named_in_three_ways(ask, words: tuple[str, ...]):
    found = asked(ask, "--category", *words)
    assert sorted(found["categories"]) == ["park", "school"]
    assert found["children_covered"] == 900


def test_a_kind_that_is_no_space_counts_only_when_named(ask):
    assert asked(ask, "--category", "clinic")["why_not"] == ["no_sites"]


def test_walker_minutes_and_year_change_the_figure(ask):
    """15 min at 0.5 m/s are 450 m: only the two squares with a site. In 2022: the park alone."""
    assert asked(ask, "--walker", "slow")["children_covered"] == 300
    assert asked(ask, "--speed-mps", "0.5", "--minutes", "30")["radius_m"] == 900
    early = asked(ask, "--year", "2022")
    assert (early["sites_used"], early["children_covered"]) == (1, 300)


def test_own_sites_without_children_leave_their_figures_out(ask, own: Path):
    found = asked(ask, "--sites", str(own))
    for name in ("children_total", "children_covered", "share_covered"):
        assert found[name] is None
    assert found["area_covered_km2"] > 0
    assert (found["demo"], found["modelled"]) == (False, False)
    assert any("--population" in note for note in found["notes"])


def test_all_kinds_of_an_own_list_count_also_those_that_are_no_space(ask, own: Path):
    found = asked(ask, "--sites", str(own))
    assert sorted(found["categories"]) == ["clinic", "park"]
    assert found["sites_used"] == 3
    assert "诊所" in found["definition"]


def test_sites_beyond_the_border_count_and_are_stated(ask, own: Path):
    """The centre of square 5,0 is 900 m from the site beyond the border: 200 children more."""
    found = asked(ask, "--sites", str(own), "--population", "default")
    assert found["sites_outside"] == 1
    assert found["children_covered"] == 1100
    assert any("1 个场地" in note for note in found["notes"])


def test_own_children(ask, own: Path, tmp_path: Path):
    """One point with 8 children at the park, one with 12 in the middle, 1 far outside."""
    at = toytown.lonlat(
        *(toytown.shapely.Point(x, y) for x, y in ((-2500, -1500), (0, 0), (9000, 0)))
    )
    frame = gpd.GeoDataFrame({"children": [8, 12, 6]}, geometry=at)
    path = toycontent.write_geojson(frame, tmp_path / "children.geojson")
    found = asked(ask, "--sites", str(own), "--population", str(path), "--category", "park")
    assert (found["children_total"], found["children_covered"]) == (20, 8)
    assert found["modelled"] is False
    assert found["children_outside"] == 6
    assert "6 名儿童住在本地方边界（示意）以外，不计入" in found["definition"]


def test_csv_has_a_row_for_each_part_and_marks_demonstration(ask):
    answer = ask("gaps", "--place", PLACE, "--format", "csv")
    found = list(csv.DictReader(io.StringIO(answer.out)))
    assert {row["row"] for row in found} == {"total", "band", "sub_area", "category", "gap"}
    assert {row["demo"] for row in found} == {"true"}
    assert found[0]["children_covered"] == "900"


@pytest.mark.parametrize(("lang", "word"), [("zh", "示范数据"), ("en", "demonstration data")])
def test_text_says_how_it_was_measured_and_that_it_is_demonstration(ask, lang: str, word: str):
    out = ask("gaps", "--place", PLACE, "--lang", lang).out
    assert word in out
    assert "25.0%" in out
    assert "1000" in out


def test_a_list_that_cannot_be_used_is_1(ask, tmp_path: Path):
    path = tmp_path / "broken.geojson"
    path.write_text("{", encoding="utf-8")
    answer = ask("gaps", "--place", PLACE, "--sites", str(path))
    assert (answer.status, answer.out) == (1, "")
    assert "broken.geojson" in answer.err


@pytest.mark.parametrize("kind", ["kindergarten", "primary_school", "secondary_school", "medical"])
def test_a_real_list_agrees_with_shapely_alone(
    shared_data: Path, capsys: pytest.CaptureFixture[str], kind: str
):
    """Circles of 256 corners around each point, cut to the boundary, done here and not by us."""
    path = shared_data / "shanghai-pois-2020" / "changning_pois.geojson"
    words = f"gaps --place 310105 --sites {path} --category {kind} --walker age_3_6 --minutes 15"
    assert main([*words.split(), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    crs = metric_crs(121.39, 31.21)
    boundary = load_boundaries(default_content()).geometry.to_crs(crs)["310105"]
    listed = json.loads(path.read_text(encoding="utf-8"))["features"]
    at = [f["geometry"]["coordinates"] for f in listed if f["properties"]["category"] == kind]
    points = gpd.GeoSeries(shapely.points(at), crs="EPSG:4326").to_crs(crs)
    circles = shapely.buffer(points.to_numpy(), 0.9 * 60 * 15, quad_segs=64)
    expected = shapely.area(shapely.intersection(shapely.union_all(circles), boundary)) / 1e6
    assert found["sites_used"] == len(at)
    assert found["area_covered_km2"] == pytest.approx(expected, rel=1e-3)
    assert found["area_km2"] == pytest.approx(boundary.area / 1e6, rel=1e-3)
    assert math.isclose(found["radius_m"], 810)
