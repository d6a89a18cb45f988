"""What is known of the place of each site, to hold its coordinates against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Geometries, Mask
from geo.datum.ground import Ground
from geo.datum.witnesses import Areas, KnownSites, Streets, Witness
from geo.faults import InputRefused
from geo.intake import Grounds
from spaces.content import Content
from spaces.places import Place
from spaces.places.area_codes import area_codes
from spaces.sites.place_column import KnownPlaces

Known = Callable[[str], gpd.GeoDataFrame]
"""Of a place's code, its sites that are already known, WGS-84."""
_STREETS: Final = "network"


def grounds(
    content: Content, places: KnownPlaces, place: str = "", known: Known | None = None
) -> Grounds:
    """Return what gives, for the rows of a list of sites, the ground of each place in it.

    Parameters
    ----------
    content : Content
        The data folder, for the streets.
    places : KnownPlaces
        The places there are, with their outlines.
    place : str
        Code of the place that rows without one belong to; "" for none.
    known : callable, optional
        Sites that are already known, by place. Without it coordinates are held against outlines
        only.
    """

    def by_place(frame: gpd.GeoDataFrame) -> list[tuple[Mask, Ground]]:
        shapes: Geometries = np.asarray(frame.geometry.array, dtype=object)
        codes = places.codes(area_codes(frame["place"]), shapes, place)
        found = list(dict.fromkeys(codes.tolist()))
        outlines, out = places.outlines.geometry, []
        for code in found:
            here, names = places.places.get(code), {}
            if here is not None and len(found) > 1:
                names = {"zh": here.name_zh, "en": here.name_en}
            asked = None
            if here is not None and known is not None:
                asked = partial(_witnesses, content, here, outlines, known)
            alone = code == place and len(found) == 1
            ground = Ground(outlines.get(code), asked, refuses=alone, name=names)
            out.append((np.asarray(codes == code, dtype=bool), ground))
        return out

    return by_place


def _witnesses(
    content: Content,
    place: Place,
    outlines: gpd.GeoSeries,
    known: Known,
    rows: gpd.GeoDataFrame,
) -> Sequence[Witness]:
    parts = _parts(place, outlines, rows)
    streets = _streets(content, place.code)
    found: list[Witness | None] = [parts, _known_sites(known, place.code, rows), streets]
    return [witness for witness in found if witness is not None]


def _parts(place: Place, outlines: gpd.GeoSeries, rows: gpd.GeoDataFrame) -> Areas | None:
    """Outlines of the parts that rows name, by code, by name, or in the address."""
    drawn = {part.code: part for part in place.parts if part.code in outlines.index}
    if not drawn:
        return None
    names = [part.name_zh for part in drawn.values()]
    once = {part.name_zh: code for code, part in drawn.items() if names.count(part.name_zh) == 1}
    finest = sorted(once, key=lambda name: shapely.area(outlines[once[name]]))
    areas: Geometries = np.full(len(rows), None, dtype=object)
    cells = zip(rows["sub_area_code"], rows["sub_area"], rows["address"], strict=True)
    for at, (code, name, address) in enumerate(cells):
        named = code if code in drawn else once.get(name)
        named = named or next((once[part] for part in finest if part in str(address)), None)
        areas[at] = outlines[named] if named is not None else None
    return Areas(areas, "parts") if any(area is not None for area in areas) else None


def _known_sites(known: Known, place: str, rows: gpd.GeoDataFrame) -> KnownSites | None:
    """Where sites of the same name lie; a name that two sites bear tells nothing."""
    try:
        sites = known(place)
    except InputRefused:
        return None
    sites = sites[~(sites.geometry.isna() | sites.geometry.is_empty)]
    once = sites[~sites["name_zh"].duplicated(keep=False)].set_index("name_zh").geometry
    own = rows["name_zh"]
    alone = ~own.duplicated(keep=False)
    there = own.isin(once.index) & alone
    if not there.any():
        return None
    xy = np.full((len(rows), 2), np.nan)
    shapes = np.array(once.reindex(own[there]).to_numpy(), dtype=object)
    xy[there.to_numpy()] = shapely.get_coordinates(shapely.point_on_surface(shapes))
    return KnownSites(xy)


def _streets(content: Content, place: str) -> Streets | None:
    """Real streets of the place; made-up ones prove nothing."""
    path = content.path(_STREETS, f"{place}.npz")
    return _tree(str(path), path.stat().st_mtime_ns) if path.is_file() else None


@lru_cache(maxsize=2)
def _tree(path: str, _changed_ns: int) -> Streets | None:
    from geo.network.sources.cache import load  # only here: it brings readers of streets along

    kept = load(Path(path))
    if kept is None or kept[0].network.demo:
        return None
    network = kept[0].network
    return Streets(shapely.STRtree(network.lines()), network.crs)
