from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

from spaces.places.population import BANDS
from spaces.places.population_cells import metric_xy
from spaces.reach.gap_areas import gap_areas
from spaces.reach.straight_line import nearest
from tests.toys import toytown


def line_town(frame: gpd.GeoDataFrame | None = None, **options) -> gpd.GeoDataFrame:
    """Gaps beside a route down the middle: columns 2 and 3 lie 500 m from it."""
    frame = toytown.cells() if frame is None else frame
    route = gpd.GeoSeries([shapely.LineString([(0, -2000), (0, 2000)])], crs=toytown.CRS)
    distance_m = nearest(metric_xy(frame, toytown.CRS), route).distance_m
    names = ["route"] * len(frame)
    options = {"bands": BANDS, "crs": toytown.CRS, "nearest_site": names} | options
    return gap_areas(frame, distance_m, 1000.0, **options)


def test_two_gaps_by_hand():
    gaps = line_town()
    assert list(gaps.index) == [1, 2]
    assert gaps["children"].tolist() == [1600, 800]
    assert gaps["cells"].tolist() == [8, 8]
    assert gaps["area_km2"].tolist() == [8.0, 8.0]
    assert gaps["sub_area"].tolist() == ["E", "W"]
    assert gaps[list(BANDS)].to_numpy().tolist() == [[160, 320, 480, 640], [80, 160, 240, 320]]
    assert gaps["nearest_site"].tolist() == ["route", "route"]
    # The mean of the eastern gap is (2000, 0), between four cells: the one most south-west.
    at = gpd.GeoSeries.from_xy(gaps["center_lon"], gaps["center_lat"], crs=4326).to_crs(toytown.CRS)
    np.testing.assert_allclose(at.x, [1500, -2500], atol=0.01)
    np.testing.assert_allclose(at.y, [-500, -500], atol=0.01)
    np.testing.assert_allclose(gaps["nearest_m"], [1500, 2500], atol=0.01)
    np.testing.assert_allclose(gaps["farthest_m"], [2500, 2500], atol=0.01)
    assert not gaps["hidden"].any()


def test_the_outline_is_the_squares():
    outline = line_town().to_crs(toytown.CRS)
    expected = shapely.box(1000, -2000, 3000, 2000)
    assert outline.geometry.loc[1].symmetric_difference(expected).area < 100
    assert outline.geometry.loc[1].geom_type == "Polygon"


def test_the_centre_lies_in_a_bent_gap():
    town = toytown.cells().drop(columns="sub_area_code")
    # An L: the western column and the southern row, its mean is not in it.
    bent = [n for n in town.index if n.startswith("0,") or n.endswith(",0")]
    distance_m = np.where(town.index.isin(bent), 2000.0, 0.0)
    gaps = gap_areas(town, distance_m, 1000.0, crs=toytown.CRS)
    assert len(gaps) == 1
    middle = shapely.Point(gaps["center_lon"].iloc[0], gaps["center_lat"].iloc[0])
    on = [n for n in town.index if town.geometry[n].equals_exact(middle, 1e-7)]
    assert on
    assert set(on) <= set(bent)


def test_corners_join_and_a_row_apart_does_not():
    town = toytown.cells()
    picked = ["0,0", "1,1", "3,1", "5,3"]
    distance_m = np.where(town.index.isin(picked), 2000.0, 0.0)
    gaps = gap_areas(town, distance_m, 1000.0, crs=toytown.CRS)
    assert sorted(gaps["cells"]) == [1, 1, 2]


def test_cells_without_children_or_without_distance_are_in_no_gap():
    town = toytown.cells()
    town.loc["0,0", "children"] = 0.0
    distance_m = np.where(town.index.isin(["0,0", "5,3", "5,0"]), 2000.0, 0.0)
    distance_m[town.index == "5,0"] = np.nan
    gaps = gap_areas(town, distance_m, 1000.0, crs=toytown.CRS)
    assert gaps["children"].tolist() == [200]


def test_no_gap_is_an_empty_table_with_its_columns():
    town = toytown.cells()
    gaps = gap_areas(town, np.zeros(24), 1000.0, bands=BANDS, crs=toytown.CRS)
    assert gaps.empty
    assert set(line_town().columns) == set(gaps.columns)


def test_cells_no_site_can_reach_are_one_gap():
    gaps = gap_areas(toytown.cells(), np.full(24, np.inf), 1000.0, crs=toytown.CRS)
    assert gaps["children"].tolist() == [2400, 1200]
    assert np.isinf(gaps["nearest_m"]).all()


def test_row_order_does_not_matter():
    town = toytown.cells()
    shuffled = town.iloc[np.random.default_rng(4).permutation(24)]
    a, b = line_town(town), line_town(shuffled)
    assert a.drop(columns="geometry").equals(b.drop(columns="geometry"))
    assert a.geometry.geom_equals(b.geometry).all()


def test_a_grid_without_cell_size_is_known_by_its_spacing():
    gaps = line_town(toytown.cells().drop(columns="cell_m"))
    assert gaps["children"].tolist() == [1600, 800]
    np.testing.assert_allclose(gaps["area_km2"], [8.0, 8.0], rtol=1e-3)


def test_a_grid_of_equal_degrees():
    lon, lat = np.meshgrid(120 + np.arange(6) * 0.01, 37 + np.arange(5) * 0.01)
    grid = gpd.GeoDataFrame(
        {"children": [10.0] * 30}, geometry=gpd.points_from_xy(lon.ravel(), lat.ravel()), crs=4326
    )
    gaps = gap_areas(grid, np.full(30, 9e3), 1000.0)
    assert gaps["cells"].tolist() == [30]
    assert gaps["area_km2"].iloc[0] == pytest.approx(30 * 0.8883 * 1.1098, rel=0.01)


def test_scattered_points_join_by_their_spacing_and_have_no_area():
    rng = np.random.default_rng(1)
    clump = rng.normal(0, 300, (60, 2))
    far = np.vstack([clump, clump[:30] + 20_000, clump[:2]])
    homes = gpd.GeoDataFrame(
        {"children": [1.0] * 92}, geometry=gpd.points_from_xy(*far.T), crs=toytown.CRS
    )
    homes = homes.to_crs(4326)
    gaps = gap_areas(homes, np.full(len(homes), 5000.0), 1000.0, crs=toytown.CRS)
    assert gaps["children"].sum() == 92
    assert gaps["area_km2"].isna().all()
    spread = gaps.to_crs(toytown.CRS).geometry.bounds
    assert ((spread["maxx"] - spread["minx"]) < 5000).all()


def test_many_children_at_one_address_are_one_place():
    homes = gpd.GeoDataFrame(
        {"children": 1.0}, index=range(3000), geometry=[shapely.Point(120, 27)] * 3000, crs=4326
    )
    gaps = gap_areas(homes, np.full(3000, 5000.0), 1000.0)
    assert gaps["children"].tolist() == [3000]


def test_polygon_cells_bring_their_own_area():
    town = toytown.cells().drop(columns="cell_m").to_crs(toytown.CRS)
    town = town.set_geometry(town.buffer(500, cap_style="square")).to_crs(4326)
    gaps = line_town(town)
    assert gaps["children"].tolist() == [1600, 800]
    np.testing.assert_allclose(gaps["area_km2"], [8.0, 8.0], rtol=1e-6)


def test_cells_of_two_sizes_touch():
    at = [(0, 0), (1500, 0), (3600, 0)]
    town = gpd.GeoDataFrame(
        {"children": 10.0, "cell_m": [1000, 2000, 500]},
        geometry=gpd.points_from_xy(*zip(*at, strict=True)),
        crs=toytown.CRS,
    ).to_crs(4326)
    gaps = gap_areas(town, np.full(3, 5000.0), 1000.0, crs=toytown.CRS)
    assert gaps["area_km2"].tolist() == pytest.approx([5.0, 0.25])


def test_a_gap_ends_where_its_sub_area_ends():
    town = toytown.cells()
    distance_m = np.full(24, 2000.0)
    gaps = gap_areas(town, distance_m, 1000.0, crs=toytown.CRS)
    assert gaps["sub_area"].tolist() == ["E", "W"]
    assert gaps["children"].tolist() == [2400, 1200]
    whole = gap_areas(town.drop(columns="sub_area_code"), distance_m, 1000.0, crs=toytown.CRS)
    assert whole["children"].tolist() == [3600]
    assert whole["sub_area"].tolist() == [""]


def test_few_children_are_hidden():
    town = toytown.cells()
    town[list(BANDS)] = [1.0, 0.0, 10.0, 20.0]
    town["children"] = 31.0
    town.loc["0,0", ["children", *BANDS]] = [3.0, 1.0, 0.0, 2.0, 0.0]
    distance_m = np.where(town.index.isin(["0,0", "5,3", "3,0", "3,1", "3,2", "3,3"]), 2000.0, 0.0)
    gaps = gap_areas(town, distance_m, 1000.0, bands=BANDS, crs=toytown.CRS, hide_few=True)
    assert gaps["cells"].tolist() == [4, 1, 1]
    few = gaps.loc[3]
    assert few["hidden"]
    assert few[["children", *BANDS]].isna().all()
    # One hidden gap could be found by subtraction, so the next least total goes too.
    assert np.isnan(gaps.loc[2, "children"])
    # 4 x 1 in the first band is below five, and the least of the others goes with it.
    assert gaps.loc[1, "children"] == 124
    assert gaps.loc[1, list(BANDS)].isna().tolist() == [True, True, False, False]
