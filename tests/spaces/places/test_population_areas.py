"""A square of 4 km x 4 km with 1,600 children around a park: one in about 16 lives within 560 m."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from spaces.places.population import read_population
from spaces.places.population_areas import spread_evenly
from tests.toys import toycontent

KM = 0.008983  # degrees of latitude, near the equator also of longitude


def square(side_km: float, at: tuple[float, float] = (110.0, 0.5)) -> shapely.Polygon:
    half = side_km * KM / 2
    return shapely.box(at[0] - half, at[1] - half, at[0] + half, at[1] + half)


def test_a_small_area_stays_one_point_and_a_point_itself():
    found = spread_evenly(np.array([square(0.25), shapely.Point(1, 2)], dtype=object))
    assert (found.areas, found.apart_m, found.row.tolist()) == (0, 0, [0, 1])
    assert square(0.25).contains(found.points[0])
    assert found.points[1] == shapely.Point(1, 2)


def test_a_wide_area_is_spread_by_its_surface():
    found = spread_evenly(np.array([square(4), square(0.1)], dtype=object))
    assert (found.areas, found.apart_m) == (1, 100)
    assert np.bincount(found.row).tolist() == [1600, 1]
    assert np.bincount(found.row, found.share).tolist() == pytest.approx([1, 1])
    middle = shapely.Point(110.0, 0.5).buffer(0.56 * KM)
    served = found.share[(found.row == 0) & shapely.intersects(middle, found.points)].sum()
    assert served == pytest.approx(np.pi * 0.56**2 / 16, rel=0.03)


def test_an_area_too_thin_for_the_grid_is_a_point_inside_it():
    thin = shapely.box(110.0001, 0.5, 110.0002, 0.504)
    found = spread_evenly(np.array([thin], dtype=object))
    assert (found.areas, len(found.points)) == (1, 1)
    assert thin.intersects(found.points[0])


def test_many_square_kilometres_do_not_become_millions_of_points():
    found = spread_evenly(np.array([square(100)], dtype=object))
    assert found.apart_m == pytest.approx(500, rel=0.01)
    assert len(found.points) == pytest.approx(40_000, rel=0.01)


def test_reading_tells_how_many_areas_were_spread(tmp_path: Path):
    frame = gpd.GeoDataFrame(
        {"id": ["town", "house"], "儿童数": [1600, 5]},
        geometry=[square(4), square(0.05, (110.1, 0.5))],
        crs=4326,
    )
    found = read_population(toycontent.write_geojson(frame, tmp_path / "areas.geojson"))
    assert (found.areas, found.apart_m, len(found.cells)) == (1, 100, 1601)
    assert found.cells["children"].sum() == pytest.approx(1605)
    assert found.cells.loc["house", "children"] == 5
    assert found.cells.index.is_unique
    assert "children.spread" in [fault.code for fault in found.faults]
