"""Tables that tools made of OpenStreetMap: how to tell them, and where they put away tags."""

from __future__ import annotations

import geopandas as gpd

from geo.contracts.columns import normal

_OF_TOOLS = frozenset({"osm_id", "osmid", "osm_way_id", "osm_type", "full_id", "@id", "fclass"})
_OF_OSMNX = frozenset({"u", "v", "key", "highway"})
_PACKED = "other_tags"
_UNPACKED = (
    *("foot", "access", "motorroad", "bridge", "tunnel", "layer", "location", "level"),
    *("natural", "waterway", "railway", "barrier", "man_made", "public_transport"),
)


def from_openstreetmap(frame: gpd.GeoDataFrame) -> bool:
    """Whether the columns are those that tools give data of OpenStreetMap."""
    names = {normal(str(name)) for name in frame.columns}
    return bool(names & _OF_TOOLS) or names >= _OF_OSMNX


def unpacked(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give the tags that GDAL packs into one column (``"foot"=>"no","layer"=>"1"``) their own.

    Parameters
    ----------
    frame : GeoDataFrame
        Not changed. Columns that are there already stay as they are.
    """
    if _PACKED not in frame:
        return frame
    text = frame[_PACKED].astype("str")
    made = {
        name: text.str.extract(f'"{name}"=>"([^"\\\\]*)"', expand=False)
        for name in _UNPACKED
        if name not in frame
    }
    return frame.assign(**made).drop(columns=_PACKED)
