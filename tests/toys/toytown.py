"""A toy town whose every figure is done by hand.

Six squares of 1 km from west to east, four from south to north, on a metric grid whose zero is
the middle of the town. Square "c,r" is column c from the west and row r from the south; its
centre is at (1000 c - 2500, 1000 r - 1500) metres.

    r=3   W W W | E E S        W  100 children a square (10, 20, 30, 40 by age band)
    r=2   W W W | E E E        E  200 children a square (20, 40, 60, 80)
    r=1   W W W | E E E        P  the park, in the centre of "0,0", built in 2022
    r=0   P W W | E E E        S  the school, in the centre of "5,3", built in 2024
          c=0 1 2   3 4 5

In total 12 x 100 + 12 x 200 = 3,600 children on 24 km².

Within 1,000 m of the park are its own square and the two beside it (their centres are exactly
at the limit): 300 children. The same around the school: 600. So 900 of 3,600, a quarter.
"""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely

from geo.crs import STORAGE_CRS, metric_crs
from spaces.places.population import BANDS, Population

LON, LAT = 120.5, 27.8
CRS = metric_crs(LON, LAT)
COLUMNS, ROWS = 6, 4
AREA_KM2 = 24.0
CHILDREN = 3600
SPEED_1000_M = 1000 / 900
"""Metres per second that make 15 minutes 1,000 m long."""

CORNER_KM2 = 5 * np.pi / 12 + np.sqrt(3) / 4 + 1 / 4
"""Part of a circle of 1 km that lies in the town, around a point half a kilometre from two of
its sides: the circle, less two segments, plus what both segments share."""


def centre(column: int, row: int) -> tuple[float, float]:
    """Centre of a square, in metres."""
    return 1000.0 * column - 2500.0, 1000.0 * row - 1500.0


def lonlat(*shapes: shapely.Geometry | None) -> gpd.GeoSeries:
    """Shapes in metres of the town, in WGS-84."""
    return gpd.GeoSeries(list(shapes), crs=CRS).to_crs(STORAGE_CRS)


def boundary() -> shapely.Polygon:
    """The town's outline, WGS-84."""
    return lonlat(shapely.box(-3000, -2000, 3000, 2000)).iloc[0]


def parts() -> gpd.GeoDataFrame:
    """Its two halves, WGS-84, by code."""
    halves = lonlat(shapely.box(-3000, -2000, 0, 2000), shapely.box(0, -2000, 3000, 2000))
    return gpd.GeoDataFrame(
        {"name_zh": ["西片", "东片"]}, index=["W", "E"], geometry=halves.to_numpy(), crs=STORAGE_CRS
    )


def cells() -> gpd.GeoDataFrame:
    """The 24 squares as points with children."""
    at = [(c, r) for r in range(ROWS) for c in range(COLUMNS)]
    east = np.array([c >= 3 for c, _ in at])
    table = {band: np.where(east, 20.0, 10.0) * (k + 1) for k, band in enumerate(BANDS)}
    table["children"] = np.where(east, 200.0, 100.0)
    points = lonlat(*(shapely.Point(centre(c, r)) for c, r in at))
    frame = gpd.GeoDataFrame(
        table, index=[f"{c},{r}" for c, r in at], geometry=points.to_numpy(), crs=STORAGE_CRS
    )
    frame["sub_area_code"] = np.where(east, "E", "W")
    frame["cell_m"] = 1000
    return frame


def population(*, modelled: bool = True) -> Population:
    """The children, with all four bands."""
    return Population(cells(), modelled, "toytown.parquet", BANDS)


def sites(
    shapes: Sequence[shapely.Geometry | None] | None = None,
    *,
    category: Sequence[str] | None = None,
    status: Sequence[str] | None = None,
    year: Sequence[int | None] | None = None,
    demo: bool = False,
) -> gpd.GeoDataFrame:
    """Sites at shapes in metres; by default the park of 2022 and the school of 2024."""
    if shapes is None:
        shapes = [shapely.Point(centre(0, 0)), shapely.Point(centre(5, 3))]
        category, year = ["park", "school"], [2022, 2024]
    count = len(shapes)
    frame = gpd.GeoDataFrame(
        {
            "category": list(category or ["park"] * count),
            "status": list(status or ["built"] * count),
            "demo": demo,
        },
        index=[f"s{k}" for k in range(count)],
        geometry=lonlat(*shapes).to_numpy(),
        crs=STORAGE_CRS,
    )
    frame["year"] = np.array(list(year or [2020] * count), dtype=object)
    frame["year"] = frame["year"].astype("Int64")
    return frame
