"""Where made-up sites may stand in a place, and what shape they have."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE_CRS, metric_crs_for

HERE: Final = Path(__file__).resolve().parent
BANDS: Final = ("age_0", "age_1_4", "age_5_9", "age_10_14")
TRIES: Final = 200
Table = dict[str, Any]
Rng = np.random.Generator


def load_toml(name: str, folder: Path = HERE) -> Table:
    return tomllib.loads((folder / name).read_text(encoding="utf-8"))


@dataclass
class Ground:
    """One place to put sites on, in metres: boundary, parts, centres, likely cells."""

    code: str
    crs: CRS
    boundary: BaseGeometry
    parts: gpd.GeoDataFrame
    centres: list[tuple[str, str, float, float]]
    cells: gpd.GeoDataFrame
    names_en: dict[str, str]
    schools: list[tuple[float, float]] = field(default_factory=list)

    def near(self, x: float, y: float) -> tuple[str, str, str]:
        """Name in Chinese and English and code of the sub-area a point belongs to.

        A place with parts has boundaries for them; elsewhere the nearest town centre of
        demo_centres.toml gives a name, and no code, because that is a guess.
        """
        if len(self.parts):
            code = self.parts.index[self.parts.contains(shapely.Point(x, y))]
            if len(code) == 0:
                return "", "", ""
            return str(self.parts.loc[code[0], "name_zh"]), self.names_en[code[0]], str(code[0])
        nearest = min(self.centres, key=lambda c: (c[2] - x) ** 2 + (c[3] - y) ** 2)
        return nearest[0], nearest[1], ""


def ground_of(code: str, data: Path) -> Ground:
    """Read what is known about a place."""
    own = gpd.read_file(data / "boundaries.geojson").set_index("code")
    own = own[own["place"] == code]
    metric = own.to_crs(metric_crs_for(own))
    parts = metric[(metric["level"] == "county") & (metric.index != code)]
    rows = load_toml("demo_centres.toml")[code]["centre"]
    points = gpd.GeoSeries([shapely.Point(r[2], r[3]) for r in rows], crs=STORAGE_CRS)
    xy = shapely.get_coordinates(points.to_crs(metric.crs).to_numpy())
    centres = [(r[0], r[1], float(x), float(y)) for r, (x, y) in zip(rows, xy, strict=True)]
    cells = gpd.read_parquet(data / "population" / f"{code}.parquet").to_crs(metric.crs)
    names = {p["code"]: p["name_en"] for p in load_toml("places.toml", data)["part"]}
    boundary = metric.geometry[code]
    shapely.prepare(boundary)
    return Ground(code, metric.crs, boundary, parts, centres, cells, names)


def chances(ground: Ground, settings: Table, skip: list[str]) -> np.ndarray:
    """Chance (n,) that a site falls into each cell; none where a gap is wanted."""
    children = ground.cells[list(BANDS)].sum(axis=1).to_numpy(dtype=float)
    chance: np.ndarray = children ** settings["evenness"]
    gaps: list[str] = settings["gaps"]
    codes = ground.cells["sub_area_code"].to_numpy(dtype=str)
    for start in (*skip, *(g for g in gaps if g.isdigit())):
        chance[np.char.startswith(codes, start)] = 0.0
    named = {g for g in gaps if not g.isdigit()}
    if named:
        xy = shapely.get_coordinates(ground.cells.geometry.to_numpy())
        towns = np.array([c[2:] for c in ground.centres])
        nearest = ((xy[:, None, :] - towns[None]) ** 2).sum(axis=2).argmin(axis=1)
        chance[np.isin(np.array([c[0] for c in ground.centres])[nearest], sorted(named))] = 0.0
    chance /= chance.sum()
    return chance


def scatter(
    ground: Ground, chance: np.ndarray, number: int, apart_m: float, rng: Rng
) -> np.ndarray:
    """Points (number, 2) inside the place, mostly ``apart_m`` from each other."""
    xy = shapely.get_coordinates(ground.cells.geometry.to_numpy())
    reach = float(ground.cells["cell_m"].iloc[0]) * 0.45
    found: list[np.ndarray] = []
    for _ in range(number):
        for attempt in range(TRIES):
            point = xy[rng.choice(len(xy), p=chance)] + rng.uniform(-reach, reach, 2)
            inside = shapely.contains_xy(ground.boundary, *point)
            free = all(np.hypot(*(point - other)) >= apart_m for other in found)
            if inside and (free or attempt > TRIES // 2):
                break
        else:
            raise ValueError(f"no room for another site in {ground.code}")
        found.append(point.round(1))
    return np.array(found).reshape(-1, 2)


def blob(x: float, y: float, area_m2: float, rng: Rng) -> shapely.Polygon:
    """Draw an uneven, park-like polygon of about ``area_m2`` around a point."""
    corners = int(rng.integers(7, 11))
    turn = np.sort(rng.uniform(0, 0.7, corners) + np.arange(corners)) * 2 * np.pi / corners
    radius = np.sqrt(area_m2 / np.pi) * rng.uniform(0.8, 1.25, corners)
    ring = np.column_stack([x + radius * np.cos(turn), y + radius * np.sin(turn) * 0.8])
    return shapely.Polygon(ring)


def route(x: float, y: float, scale: float, rng: Rng) -> BaseGeometry:
    """Draw a school route: one or two arms along a street grid from a school's gate."""
    turn = rng.uniform(0, np.pi / 2)
    arms = []
    for arm in range(1 + int(rng.random() < 0.3)):
        here, heading = np.array([x, y]), turn + arm * np.pi
        path = [here]
        for step in range(int(rng.integers(2, 5))):
            angle = heading + (np.pi / 2 if step % 2 else 0.0)
            here = here + scale * rng.uniform(90, 240) * np.array([np.cos(angle), np.sin(angle)])
            path.append(here)
        arms.append(shapely.LineString(np.array(path)))
    return arms[0] if len(arms) == 1 else shapely.MultiLineString(arms)


def shaped(ground: Ground, kind: Table, category: str, xy: np.ndarray, rng: Rng) -> BaseGeometry:
    """Geometry of one site in metres, wholly inside the place."""
    x, y = float(xy[0]), float(xy[1])
    point = shapely.Point(x, y)
    is_area = rng.random() < kind.get("share_polygon", 0.0)
    for attempt in range(TRIES):
        if category == "safe_route":
            # A school close to the boundary gets a shorter route.
            shape = route(x, y, 1.0 - attempt / TRIES, rng)
        elif is_area:
            low, high = np.log(kind["area_m2"])
            shape = blob(x, y, float(np.exp(rng.uniform(low, high))), rng)
        else:
            return point
        if ground.boundary.contains(shape):
            return shape
    if category == "safe_route":
        raise ValueError(f"no room for a route at {xy} in {ground.code}")
    return point
