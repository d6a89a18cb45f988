"""Reading a stranger's geodata: one row per format, and nothing is opened on its name alone.

``read_frame`` gives the frame as it stands in the file. To check it against a contract, with
every fault of the file together, use ``geo.intake.take_in``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.drivers import restrict_drivers

restrict_drivers()  # before anything can import pyogrio

import geopandas as gpd  # noqa: E402
import numpy as np  # noqa: E402

from geo.archives import read_gpkg, read_shapefile, read_shapefile_zip  # noqa: E402
from geo.crs import STORAGE_CRS  # noqa: E402
from geo.faults import Fault, InputRefused  # noqa: E402
from geo.geojson import read_geojson  # noqa: E402
from geo.limits import Limits, limits_from_environment  # noqa: E402
from geo.sniff import require_kind  # noqa: E402
from geo.table import Table  # noqa: E402
from geo.tabular import csv_cells, read_csv, read_parquet  # noqa: E402
from geo.writing import geojson_bytes, write_geojson  # noqa: E402

__all__ = [
    "FORMATS",
    "Format",
    "geojson_bytes",
    "read_bytes",
    "read_frame",
    "read_plain_csv",
    "read_table",
    "suffixes",
    "write_geojson",
]

Reader = Callable[[Path, str, Limits, str | None], Table]


@dataclass(frozen=True, slots=True)
class Format:
    """One file format.

    Parameters
    ----------
    name : str
        What people call it.
    suffixes : tuple of str
        Endings of the file's name, lower case.
    content : frozenset of str
        What its first bytes must be, in the words of ``geo.sniff``.
    reader : callable
        ``(path, file, limits, layer) -> Table``.
    driver : str or None
        GDAL driver that reads it; None when no GDAL is involved.
    """

    name: str
    suffixes: tuple[str, ...]
    content: frozenset[str]
    reader: Reader
    driver: str | None = None


FORMATS = (
    Format("GeoJSON", (".geojson", ".json"), frozenset({"json", "text"}), read_geojson),
    Format("CSV", (".csv", ".tsv", ".txt"), frozenset({"text"}), read_csv),
    Format("GeoPackage", (".gpkg",), frozenset({"sqlite"}), read_gpkg, "GPKG"),
    Format("Shapefile", (".shp",), frozenset({"shapefile"}), read_shapefile, "ESRI Shapefile"),
    Format("Shapefile (zip)", (".zip",), frozenset({"zip"}), read_shapefile_zip, "ESRI Shapefile"),
    Format("Parquet", (".parquet", ".geoparquet"), frozenset({"parquet"}), read_parquet),
)


_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".ett", ".ods", ".numbers")
"""Endings of workbooks, which are not read but saved as a table first."""


def suffixes() -> tuple[str, ...]:
    """All endings that can be read."""
    return tuple(suffix for row in FORMATS for suffix in row.suffixes)


def read_frame(
    path: Path, *, name: str | None = None, layer: str | None = None
) -> gpd.GeoDataFrame:
    """Read a file as it stands; the faults that do not refuse it are in ``read_table``.

    Parameters
    ----------
    path : Path
        Where it lies.
    name : str or None
        Name as its owner knows it; its suffix decides the format. Default: the path's name.
    layer : str or None
        Layer of a GeoPackage or Shapefile of a zip.

    Returns
    -------
    GeoDataFrame
        Index called ``row``, from 1. CRS as the file says: WGS-84 for GeoJSON without a ``crs``
        member and for CSV, None if the file should say and does not. Geometries as given, not
        repaired, None where unreadable.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be used, with every reason found.
    """
    return read_table(path, name=name, layer=layer).frame


def read_table(
    path: Path, *, name: str | None = None, layer: str | None = None, limits: Limits | None = None
) -> Table:
    """Read a file and what was noticed on the way; see ``read_frame``.

    Parameters
    ----------
    path : Path
        Where it lies.
    name : str, optional
        Name as its owner knows it; its suffix decides the format. Default: the path's name.
    layer : str, optional
        Layer of a GeoPackage or Shapefile of a zip.
    limits : Limits, optional
        How much is taken in; default is what the environment says.
    """
    path = Path(path)
    file = Path(name or path.name).name
    bounds = limits or limits_from_environment()
    if not path.is_file():
        raise InputRefused([Fault("file_missing", file)])
    size = path.stat().st_size
    if size > bounds.file_bytes:
        facts = {"got_mb": round(size / 1e6, 1), "limit_mb": round(bounds.file_bytes / 1e6, 1)}
        raise InputRefused([Fault("too_large", file, facts=facts)])
    suffix = Path(file).suffix.lower()
    for row in FORMATS:
        if suffix in row.suffixes:
            require_kind(path, row.content, file)
            return row.reader(path, file, bounds, layer)
    if suffix in _SPREADSHEETS:
        raise InputRefused([Fault("spreadsheet", file, facts={"suffix": suffix})])
    facts_unknown = {"suffix": suffix or "-", "known": ", ".join(suffixes())}
    raise InputRefused([Fault("unknown_suffix", file, facts=facts_unknown)])


def read_plain_csv(path: Path, *, name: str | None = None, limits: Limits | None = None) -> Table:
    """Read a CSV that has no coordinates, such as a list of names and codes.

    Parameters
    ----------
    path : Path
        Where it lies.
    name : str, optional
        Name as its owner knows it. Default: the path's name.
    limits : Limits, optional
        How much is taken in; default is what the environment says.

    Returns
    -------
    Table
        Every cell as text; the geometries are all None (EPSG:4326).

    Raises
    ------
    InputRefused
        As :func:`read_table`, but for ``no_coordinates``.
    """
    path = Path(path)
    file = Path(name or path.name).name
    bounds = limits or limits_from_environment()
    if not path.is_file():
        raise InputRefused([Fault("file_missing", file)])
    require_kind(path, frozenset({"text"}), file)
    cells, faults = csv_cells(path, file, bounds)
    nowhere = gpd.GeoSeries(np.full(len(cells), None, dtype=object), cells.index, crs=STORAGE_CRS)
    return Table(gpd.GeoDataFrame(cells, geometry=nowhere), tuple(faults))


def read_bytes(
    data: bytes, name: str, *, layer: str | None = None, limits: Limits | None = None
) -> Table:
    """Read a file that came over the wire; it lies on the disk only while it is read.

    Parameters
    ----------
    data : bytes
        Content of the file.
    name : str
        Name as its owner knows it; its suffix decides the format.
    layer : str, optional
        Layer of a GeoPackage or Shapefile of a zip.
    limits : Limits, optional
        How much is taken in; default is what the environment says.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "upload")
        path.write_bytes(data)
        return read_table(path, name=name, layer=layer, limits=limits)
