"""The central urban area (中心城区) of a place, where its outline is given.

Plans promise things "in the central urban area" and draw none. An outline is put into the data
folder by the place itself, or given for one question; without it nothing is cut, and that is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geo.contracts.contract import Column, Contract
from geo.datum.china import Datum
from geo.faults import Fault, InputRefused
from geo.intake import take_in
from spaces.content import Content
from spaces.places.registry import load_boundaries

FOLDER = "centres"
CENTRE_CONTRACT = Contract(
    name="centre",
    columns=(
        Column("name", "text", aliases=("名称", "name_zh"), default=""),
        Column("source", "text", aliases=("来源",), default=""),
        Column("coord_source", "text", aliases=("坐标来源", "坐标系"), default=""),
    ),
    geometry_kinds=frozenset({"Polygon", "MultiPolygon"}),
)
"""Columns of an outline; several parts are one area together."""

_QUIET = ("columns_unused", "datum_not_stated")
_NOT_SILENTLY = ("shifted_datum", "outside_place_many", "outside_place")
"""Warnings that would move the outline, and with it every figure inside it."""


@dataclass(frozen=True, slots=True, eq=False)
class Centre:
    """An outline and what was noticed.

    Parameters
    ----------
    outline : Polygon or MultiPolygon
        WGS-84 degrees.
    name, source : str
        What the file says of it, of its first part; texts of the file, never markup.
    faults : tuple of Fault
        What was repaired or converted.
    """

    outline: BaseGeometry
    name: str = ""
    source: str = ""
    faults: tuple[Fault, ...] = ()


def centre_path(content: Content, place: str) -> Path:
    """Where the outline of a place lies, if there is one."""
    return content.path(FOLDER, f"{place}.geojson")


def load_centre(content: Content, place: str) -> BaseGeometry | None:
    """Outline of the central urban area from the data folder, WGS-84; None if there is none.

    Raises
    ------
    InputRefused
        If the file cannot be used; see :func:`read_centre`.
    """
    path = centre_path(content, place)
    return read_centre(path, content, place).outline if path.is_file() else None


def read_centre(
    path: Path,
    content: Content,
    place: str,
    *,
    name: str | None = None,
    datum: Datum | None = None,
    layer: str | None = None,
) -> Centre:
    """Read an outline in any format of :data:`geo.io.FORMATS`.

    Parameters
    ----------
    path : Path
        The file: polygons; several are taken together.
    content : Content
        The data folder, for the outline of the place.
    place : str
        Code of the place.
    name : str, optional
        The file's name as its owner knows it.
    datum : {"wgs84", "gcj02", "bd09"}, optional
        What the coordinates are in; converted to WGS-84.
    layer : str, optional
        Layer of a GeoPackage, Shapefile of a zip.

    Raises
    ------
    InputRefused
        If any part is faulty, lies outside the place, or looks shifted and does not say so: a part
        that is missing or moved would change every figure inside.
    """
    outlines = load_boundaries(content)
    boundary = outlines.geometry[place] if place in outlines.index else None
    checked = take_in(path, CENTRE_CONTRACT, name=name, boundary=boundary, datum=datum, layer=layer)
    faults = tuple(fault for fault in checked.faults if fault.code not in _QUIET)
    if any(fault.severity == "error" or fault.code in _NOT_SILENTLY for fault in faults):
        raise InputRefused(faults)
    shape = shapely.union_all(checked.frame.geometry.to_numpy())
    if boundary is not None and not shapely.intersects(shape, boundary):
        raise InputRefused([*faults, Fault("centre.elsewhere", name or path.name)])
    first = checked.frame.iloc[0]
    return Centre(shape, str(first["name"]), str(first["source"]), faults)
