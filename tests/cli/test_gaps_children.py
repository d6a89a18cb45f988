"""Who counts as a child of the place, and where a wide area's children live."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from spaces.cli.main import main
from spaces.content.folder import default_content

PLACE = "330381"
PARK = "编号,名称,类别,经度,纬度,建成年份\n1,甲,park,120.65,27.78,2023\n"


def gaps(tmp_path: Path, capsys: pytest.CaptureFixture[str], population: Path) -> tuple[dict, str]:
    sites = tmp_path / "sites.csv"
    sites.write_text(PARK, encoding="utf-8")
    words = ["gaps", "--place", PLACE, "--sites", str(sites), "--population", str(population)]
    status = main([*words, "--ruler", "radius", "--format", "json"], default_content())
    said = capsys.readouterr()
    assert status == 0, said.err
    return json.loads(said.out), said.err


def test_children_outside_the_place_are_in_no_figure_and_told(tmp_path, capsys):
    """The table of a prefecture: 300 of the place's 1,000 children are near, 6,000 live afar."""
    rows = ["id,children,lon,lat", "a,300,120.65,27.781", "b,700,120.62,27.78"]
    rows += [f"far{n},2000,120.64,{28.1 + n / 10}" for n in range(3)]
    path = tmp_path / "prefecture.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    found, err = gaps(tmp_path, capsys, path)
    assert (found["children_total"], found["children_covered"]) == (1000, 300)
    assert (found["share_covered"], found["children_outside"]) == (0.3, 6000)
    assert [gap["children"] for gap in found["gaps"]] == [700]
    assert "6,000 名儿童住在本地方边界（示意）以外，不计入" in found["definition"]
    assert "未计入本地方的任何数字" in err


def test_a_town_wider_than_the_walk_is_no_point(tmp_path, capsys):
    """A circle of 990 m in an area of 9.9 km x 6.7 km: 3.08 of 65.6 km², 4.7 %."""
    town = gpd.GeoDataFrame(
        {"id": ["town"], "children": [1000]},
        geometry=[shapely.box(120.60, 27.75, 120.70, 27.81)],
        crs=4326,
    )
    path = tmp_path / "town.geojson"
    town.to_file(path)
    found, err = gaps(tmp_path, capsys, path)
    assert found["share_covered"] == pytest.approx(0.047, abs=0.001)
    assert found["children_unknown"] == 0
    assert "均匀分摊" in found["definition"]
    assert "1 个面宽过 300 米" in err
