"""Make the faulty files that are not text. Run by hand; the results are kept beside it."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import pyogrio  # noqa: F401 - the full set of drivers is wanted here, so before geo.io
import shapely

HERE = Path(__file__).parent
STAMP = (2024, 1, 1, 0, 0, 0)


def frame(crs: str | None = "EPSG:4326", good: str = "好") -> gpd.GeoDataFrame:
    points = shapely.points([[120.651, 27.8], [120.652, 27.8]])
    table = {
        "id": ["s1", "s2"],
        "name": [f"{good}场地1", f"{good}场地2"],
        "category": ["park", "park"],
        "coord_sour": ["wgs84", "wgs84"],
    }
    return gpd.GeoDataFrame(table, geometry=points, crs=crs)


def shapefile(data: gpd.GeoDataFrame, encoding: str = "UTF-8") -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        data.to_file(Path(folder, "sites.shp"), encoding=encoding)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def pack(name: str, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(zipfile.ZipInfo(member, STAMP), data, zipfile.ZIP_DEFLATED)


def symlink() -> None:
    link = zipfile.ZipInfo("sites.shp", STAMP)
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(HERE / "zip_with_symlink.zip", "w") as archive:
        archive.writestr(link, b"../good.geojson")


def encrypted() -> None:
    """Set the encrypted flag, which is all that a reader needs to see to give up."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(zipfile.ZipInfo("sites.shp", STAMP), b"secret")
    data = bytearray(whole.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (HERE / "encrypted.zip").write_bytes(bytes(data))


def main() -> None:
    good = shapefile(frame())
    silent = frame(good="坏").drop(columns="coord_sour")
    pack("no_crs.zip", {n: d for n, d in shapefile(silent).items() if n[-3:] != "prj"})
    stated = {n: d for n, d in good.items() if n[-3:] != "prj"}
    pack("no_crs_but_stated.zip", stated)
    pack("path_traversal.zip", {"../../evil.shp": b"x", **good})
    pack("bomb.zip", {**good, "sites.shp": b"\0" * 2_000_000})
    pack("no_layer.zip", {"readme.txt": b"hello"})
    pack("part_missing.zip", {n: d for n, d in good.items() if n[-3:] not in ("shx", "dbf")})
    pack("two_layers.zip", {**good, **{n.replace("sites", "roads"): d for n, d in good.items()}})
    pack("vrt_as_sites_shp.zip", {"sites.shp": (HERE / "vrt.geojson").read_bytes()})
    gbk = shapefile(frame(), "GB18030")
    pack("gbk_without_cpg.zip", {n: d for n, d in gbk.items() if n[-3:] != "cpg"})
    symlink()
    encrypted()
    frame(crs=None, good="坏").drop(columns="coord_sour").to_parquet(HERE / "no_crs.parquet")
    frame("EPSG:32651", "坏").to_parquet(HERE / "degrees_as_metres.parquet")
    frame().to_crs("EPSG:32651").to_parquet(HERE / "projected.parquet")


if __name__ == "__main__":
    main()
