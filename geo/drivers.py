"""Which GDAL drivers may run, decided before GDAL wakes.

Left alone, GDAL opens a file as whatever its *content* says: a VRT or a GDALG pipeline renamed
``.geojson`` reads the server's own files, and a WFS stub makes the server connect out. So every
driver but the few that we need is switched off. GDAL reads ``OGR_SKIP`` once, when pyogrio is
imported; later is too late.
"""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType

ALLOWED = frozenset({"GeoJSON", "GPKG", "ESRI Shapefile"})
"""The drivers that stay on."""

_KNOWN = (
    "MEM|PCIDSK|PDS4|VICAR|PDF|MBTiles|EEDA|OGCAPI|GDALG|MapInfo File|LVBAG|S57|DGN|OGR_VRT|VRT|"
    "CSV|GML|GPX|LIBKML|KML|GeoJSONSeq|ESRIJSON|TopoJSON|OGR_GMT|SQLite|WAsP|OpenFileGDB|DXF|"
    "FlatGeobuf|GeoRSS|VFK|PGDUMP|OSM|GPSBabel|OGR_PDS|WFS|OAPIF|EDIGEO|Idrisi|ODS|XLSX|"
    "Elasticsearch|Carto|AmigoCloud|SXF|Selafin|JML|PLSCENES|CSW|VDV|MVT|NGW|MapML|GTFS|PMTiles|"
    "JSONFG|MiraMonVector|ADBC|AVCBin|AVCE00|AIVector|HTTP"
)


def restrict_drivers() -> None:
    """Switch off every GDAL driver that is not in ``ALLOWED``; call before pyogrio is imported.

    Sets ``OGR_SKIP`` for this process and its children, and keeps PROJ off the network.
    """
    named = dict.fromkeys(name for name in _KNOWN.split("|") if name not in ALLOWED)
    before = (name for name in os.environ.get("OGR_SKIP", "").split(",") if name)
    os.environ["OGR_SKIP"] = ",".join({**dict.fromkeys(before), **named})
    os.environ["PROJ_NETWORK"] = "OFF"


def gdal() -> ModuleType:
    """Return pyogrio, or refuse to go on while a driver outside ``ALLOWED`` is awake.

    Raises
    ------
    RuntimeError
        If pyogrio was imported before ``restrict_drivers`` ran, or a new GDAL brought a driver
        that the list here does not know: reading a stranger's file would not be safe.
    """
    if "pyogrio" not in sys.modules:
        restrict_drivers()
    pyogrio = importlib.import_module("pyogrio")
    awake = sorted(set(pyogrio.list_drivers()) - ALLOWED)
    if awake:
        raise RuntimeError(f"GDAL drivers awake that should not be: {', '.join(awake)}")
    return pyogrio
