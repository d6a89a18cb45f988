"""A town of five streets and one school whose every figure is done by hand.

Metres; "=" is the arterial 大道, "G" the gate, "r" a built school path (along S, from the
arterial to the gate), numbers are homes with children of school age.

    y=300            1  10 children, on the street N
    y=0    ===3======+==========+=====      3: 2 children, 20 m north of the arterial at x=-300
                     r          |
    y=-100           r          2  5 children, on the street E
    y=-220           G          |
    y=-300           +----------+
             x=-300  0         200   400

The arterial runs from x=-400 to x=400, N up to y=400. 3 more children live far from any street,
1 nobody knows where.

Walks: 1 goes 300 + 220 = 520 m, across the arterial. 2 goes down, left and up: 200 + 200 + 80 =
480 m (by the arterial it would be 520). 3 has a leg of 20 m, then 300 m along the arterial's north
side and 220 m down: across it too.

Children x street metres: 10 x 520 + 5 x 480 + 2 x 520 = 8,640; legs 2 x 20 = 40. On the treated
220 m of S walk 10 + 2: 2,640. Safe are the 5 of home 2, of 17.

Streets within 500 m of the gate: all 300 m of S; from the arterial, at 220 m, another 280 m of N,
280 m west, 200 + 80 m east; all 200 m of the link at the bottom; of E 220 m from the bottom and
80 m from the top, which is all. Together 1,640 m, 220 m of it treated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.crs import STORAGE_CRS
from geo.network.graph import ARTERIAL, FOOTWAY
from spaces.places.population import BANDS, Population
from spaces.sites.safe_route_types import SafeRouteType
from spaces.walking.network import WalkNetwork
from tests.toys import toynet, toytown

STREETS: list[toynet.Street] = [
    ([(-400, 0), (0, 0), (200, 0), (400, 0)], ARTERIAL),
    ([(0, 0), (0, 400)], 0),
    ([(0, 0), (0, -300)], 0),
    ([(200, 0), (200, -300)], 0),
    ([(0, -300), (200, -300)], FOOTWAY),
]
GATE = (0.0, -220.0)
HOMES = {
    "1": ((0, 300), 10.0), "2": ((200, -100), 5.0), "3": ((-300, 20), 2.0),
    "far": ((3000, 3000), 3.0), "unknown": (None, 1.0),
}  # fmt: skip
PATH = shapely.LineString([(0, 0), GATE])


def kind(name: str, geometry: str, category: str, treats: bool, guards: bool) -> SafeRouteType:
    """One kind of route or spot."""
    return SafeRouteType(name, name, name, geometry, category, treats, guards, "x", 1)


KINDS = {
    "school_path": kind("school_path", "line", "safe_route", True, False),
    "sign": kind("sign", "line", "safe_route", False, False),
    "marked_crossing": kind("marked_crossing", "point", "crossing", False, True),
    "lit_crossing": kind("lit_crossing", "point", "crossing", False, False),
}


def streets(
    more: Sequence[toynet.Street] = (), lights: Sequence[tuple[float, float]] = ()
) -> WalkNetwork:
    """The five streets, others, and where lights stand."""
    return WalkNetwork(toynet.network([*STREETS, *more], guarded=lights, key=f"{more}{lights}"))


def gates(*at: tuple[float, float]) -> str:
    """Gates as the list of sites holds them."""
    xy = shapely.get_coordinates(toytown.lonlat(*map(shapely.Point, at)).to_numpy())
    return "; ".join(f"{lon:.8f} {lat:.8f}" for lon, lat in xy)


def site(key: str, category: str, shape: Any = None, **values: Any) -> dict[str, Any]:
    """One row of the list of sites; the shape in metres."""
    row = {
        "id": key, "category": category, "shape": shape, "status": "built", "year": 2020,
        "kind": "", "entrances": "", "name_zh": key, "name_en": "", "sub_area": "",
        "sub_area_code": "", "demo": False,
    }  # fmt: skip
    return {**row, **values}


def school(key: str = "school", at: tuple[float, float] = GATE, **values: Any) -> dict[str, Any]:
    """A school 30 m west of its gate."""
    values = {"entrances": gates(at), **values}
    return site(key, "primary_school", shapely.Point(at[0] - 30, at[1]), **values)


def route(key: str = "route", line: Any = PATH, **values: Any) -> dict[str, Any]:
    """A school path."""
    return site(key, "safe_route", line, **{"kind": "school_path", **values})


def sites(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    """List of sites in WGS-84."""
    shapes = toytown.lonlat(*(row["shape"] for row in rows))
    columns = {c: [row[c] for row in rows] for c in rows[0] if c not in ("id", "shape")}
    frame = gpd.GeoDataFrame(
        columns, index=[row["id"] for row in rows], geometry=shapes.to_numpy(), crs=STORAGE_CRS
    )
    frame["year"] = frame["year"].astype("Int64")
    return frame


def children(homes: dict[str, tuple[Any, float]] | None = None) -> Population:
    """Children by home: all of 10-14, except for the one fifth of the 5-9 who do not go yet."""
    given = HOMES if homes is None else homes
    number = np.array([n for _, n in given.values()])
    points = toytown.lonlat(
        *(None if at is None else shapely.Point(at) for at, _ in given.values())
    )
    table = {band: np.zeros(len(number)) for band in BANDS}
    # Of n children four fifths are 10-14; the others are four of every five of the band 5-9.
    table["age_10_14"], table["age_5_9"] = number * 0.8, number * 0.2 / 0.8
    table["children"] = number + 7.0
    frame = gpd.GeoDataFrame(table, index=list(given), geometry=points.to_numpy(), crs=STORAGE_CRS)
    frame["sub_area_code"], frame["cell_m"] = "", 100
    return Population(frame, False, "homes.csv", BANDS)
