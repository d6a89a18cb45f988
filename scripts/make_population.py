"""Make the modelled children of the default content: ``data/population/<place>.parquet``.

The model is simple, and stated: children live around town centres (Gaussian kernels), a share
lives in a thin wide belt around them, a fixed pseudo-random roughness makes blocks differ, and
whole children are dealt out so that each age band adds up exactly to the 2020 census of the
place (山西: of each city). It is not a survey. No clock and no unseeded chance: a second run
gives the same bytes.

Run: ``python scripts/make_population.py [--only CODE] [--out FOLDER]``.
"""

from __future__ import annotations

import argparse
import io
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats, Geometries, Longs, Mask
from geo.crs import STORAGE_CRS, metric_crs_for
from geo.geojson import DATUM_MEMBER

ROOT: Final = Path(__file__).resolve().parents[1]
BANDS: Final = ("age_0", "age_1_4", "age_5_9", "age_10_14")
URBAN_TILT: Final = {"age_0": 0.10, "age_1_4": 0.06, "age_5_9": 0.0, "age_10_14": -0.08}
"""Towns hold somewhat more of the youngest, villages of the oldest: share per unit of urban."""
RURAL_WIDTH: Final = 3.0
"""The rural belt is this many times wider than a centre's kernel."""
ROUGHNESS: Final = 0.45
NOTE: Final = "模型推算，非实测；各年龄段合计等于2020年普查。Modelled, not surveyed."

Table = dict[str, Any]


@dataclass(frozen=True)
class Kernels:
    """Centres in metres with their weights and spreads."""

    xy: Floats
    weight: Floats
    spread_m: Floats


def load_toml(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def load_boundaries(data: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(data / "boundaries.geojson").set_index("code")


def grid_in(shape: BaseGeometry, cell_m: float) -> Floats:
    """Centres (n, 2) of the cells whose centre lies inside, row by row from the south-west."""
    west, south, east, north = np.floor(np.array(shape.bounds) / cell_m)
    xs = (np.arange(west, east + 1) + 0.5) * cell_m
    ys = (np.arange(south, north + 1) + 0.5) * cell_m
    centres = np.array(np.meshgrid(xs, ys)).reshape(2, -1).T
    shapely.prepare(shape)
    inside: Floats = centres[shapely.contains_xy(shape, centres[:, 0], centres[:, 1])]
    return inside


def listed_kernels(model: Table, crs: object) -> Kernels:
    """Kernels on the centres that demo_centres.toml lists."""
    rows = model["centre"]
    points = gpd.GeoSeries(gpd.points_from_xy([r[2] for r in rows], [r[3] for r in rows]))
    xy = shapely.get_coordinates(points.set_crs(STORAGE_CRS).to_crs(crs).to_numpy())
    spread = [float(r[5]) if len(r) > 5 else float(model["spread_m"]) for r in rows]
    return Kernels(xy, np.array([float(r[4]) for r in rows]), np.array(spread))


def county_kernels(counties: gpd.GeoDataFrame, spread_m: float) -> Kernels:
    """One kernel on each county (metres): districts and county-level cities weigh more."""
    kind = counties["name_zh"].str[-1].map({"区": 3.0, "市": 1.8, "县": 1.0}).to_numpy()
    # A district of a few square kilometres cannot hold as many as a large one.
    weight = kind * np.minimum(1.0, np.sqrt(counties.area.to_numpy() / 3.0e8))
    width = np.sqrt(counties.area.to_numpy() / 1.3e9).clip(0.8, 1.3) * spread_m
    xy = shapely.get_coordinates(counties.geometry.centroid.to_numpy())
    return Kernels(xy, weight.astype(float), width)


def density(cells: Floats, kernels: Kernels, rural: float) -> tuple[Floats, Floats]:
    """Relative children per cell (n,), and the share of it that is urban (n,)."""
    town, belt = np.zeros(len(cells)), np.zeros(len(cells))
    share = kernels.weight / kernels.weight.sum()
    for centre, weight, spread in zip(kernels.xy, share, kernels.spread_m, strict=True):
        squared = ((cells - centre) ** 2).sum(axis=1)
        wide = spread * RURAL_WIDTH
        town += weight * np.exp(-squared / (2 * spread**2)) / spread**2
        belt += weight * np.exp(-squared / (2 * wide**2)) / wide**2
    town, belt = (1 - rural) * town, rural * belt
    total = town + belt
    return total, town / np.maximum(total, 1e-300)


def emptied(cells: Floats, model: Table, crs: object) -> Mask:
    """Which cells (n,) lie where nobody lives."""
    out = np.zeros(len(cells), dtype=bool)
    for lon, lat, radius_m, _ in model["empty"]:
        point = gpd.GeoSeries([shapely.Point(lon, lat)], crs=STORAGE_CRS).to_crs(crs).iloc[0]
        out |= np.hypot(cells[:, 0] - point.x, cells[:, 1] - point.y) < radius_m
    return out


def dealt(weights: Floats, total: int) -> Longs:
    """Whole numbers (n,) in proportion to ``weights``, adding up to ``total`` exactly."""
    exact = weights / weights.sum() * total
    whole: Longs = np.floor(exact).astype(np.int64)
    # Rounded, so that the last bit of a sum decides no tie; then the first cell wins.
    rest = np.round(exact - whole, 9)
    order = np.lexsort((np.arange(len(rest)), -rest))
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def children_of(weights: Floats, urban: Floats, census: Table, floor: float) -> pd.DataFrame:
    """Children by band for the cells of one census area; rows as ``weights``."""
    total = sum(census[band] for band in BANDS)
    kept = np.where(weights / weights.sum() * total >= floor, weights, 0.0)
    return pd.DataFrame(
        {b: dealt(kept * (1 + URBAN_TILT[b] * (2 * urban - 1)), census[b]) for b in BANDS}
    )


def sub_areas(cells: gpd.GeoSeries, finest: gpd.GeoDataFrame) -> Geometries:
    """Code of the part that holds each cell centre; "" for a place without parts."""
    codes = np.full(len(cells), "", dtype=object)
    if len(finest):
        tree = shapely.STRtree(finest.geometry.to_numpy())
        cell, part = tree.query(cells.to_numpy(), predicate="within")
        codes[cell] = finest.index.to_numpy()[part]
    return codes


def census_areas(place: Table, parts: list[Table]) -> dict[str, Table]:
    """Census by code: of the cities where the parts have one, else of the place."""
    found = {p["code"]: p["census"] for p in parts if "census" in p}
    return found or {place["code"]: place["census"]}


@dataclass(frozen=True)
class Surface:
    """Cells of one place with relative children, before anybody is counted."""

    points: gpd.GeoSeries
    weight: Floats
    urban: Floats
    area_code: Geometries
    city_code: Geometries


def surface_of(place: Table, model: Table, bounds: gpd.GeoDataFrame) -> Surface:
    """Cells of one place and how children are supposed to spread over them."""
    own = bounds[bounds["place"] == place["code"]]
    metric = own.to_crs(metric_crs_for(own))
    finest = metric[(metric["level"] == "county") & (metric.index != place["code"])]
    xy = grid_in(metric.geometry[place["code"]], model["cell_m"])
    if model["centre"]:
        kernels = listed_kernels(model, metric.crs)
    else:
        kernels = county_kernels(finest, model["spread_m"])
    weight, urban = density(xy, kernels, model["rural"])
    rough = np.random.default_rng(int(place["code"])).lognormal(0.0, ROUGHNESS, len(xy))
    weight = np.where(emptied(xy, model, metric.crs), 0.0, weight * rough)
    points = gpd.GeoSeries(shapely.points(xy), crs=metric.crs)
    area_code = sub_areas(points, finest)
    city = finest["parent"].reindex(area_code).to_numpy() if len(finest) else area_code
    return Surface(points, weight, urban, area_code, np.asarray(city, dtype=object))


def cells_of(place: Table, parts: list[Table], model: Table, bounds: gpd.GeoDataFrame) -> Table:
    """Columns of one place's file; cells without children are left out."""
    surface = surface_of(place, model, bounds)
    children = np.zeros((len(surface.points), len(BANDS)), dtype=np.int64)
    for code, census in census_areas(place, parts).items():
        whole = code == place["code"]
        mine = np.flatnonzero(whole | (surface.city_code == code))
        counts = children_of(surface.weight[mine], surface.urban[mine], census, model["floor"])
        children[mine] = counts.to_numpy()
    alive = children.sum(axis=1) > 0
    lonlat = shapely.get_coordinates(surface.points[alive].to_crs(STORAGE_CRS).to_numpy()).round(6)
    ids = [f"{place['code']}-{n:05d}" for n in np.flatnonzero(alive)]
    columns: Table = {"id": pa.array(ids)}
    columns |= {b: pa.array(children[alive, n], pa.int32()) for n, b in enumerate(BANDS)}
    columns["sub_area_code"] = pa.array(surface.area_code[alive].tolist(), pa.string())
    columns["cell_m"] = pa.array([model["cell_m"]] * len(ids), pa.int32())
    columns["modelled"] = pa.array([True] * len(ids))
    columns["geometry"] = pa.array(list(shapely.to_wkb(shapely.points(lonlat))), pa.binary())
    return columns


def parquet_bytes(columns: Table) -> bytes:
    """GeoParquet 1.1 without the time and library notes that would change its bytes."""
    column = {"encoding": "WKB", "geometry_types": ["Point"], "crs": STORAGE_CRS.to_json_dict()}
    head = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    notes = {"geo": json.dumps(head), "note": NOTE, DATUM_MEMBER: "wgs84"}
    table = pa.table(columns).replace_schema_metadata(notes)
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", compression_level=9)
    return buffer.getvalue()


def build(code: str, data: Path) -> bytes:
    """Bytes of one place's file."""
    places = load_toml(data / "places.toml")
    place = next(row for row in places["place"] if row["code"] == code)
    parts = [row for row in places["part"] if row["place"] == code]
    model = load_toml(Path(__file__).with_name("demo_centres.toml"))[code]
    return parquet_bytes(cells_of(place, parts, model, load_boundaries(data)))


def main() -> None:
    parser = argparse.ArgumentParser(description="Make data/population/<place>.parquet")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "population")
    known = load_toml(Path(__file__).with_name("demo_centres.toml"))
    parser.add_argument("--only", metavar="CODE", choices=list(known), help="one place")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for code in known:
        if options.only in (None, code):
            content = build(code, ROOT / "data")
            (options.out / f"{code}.parquet").write_bytes(content)
            print(f"{code}.parquet: {len(content):,} bytes")


if __name__ == "__main__":
    main()
