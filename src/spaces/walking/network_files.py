"""The walking network of a place: from the data folder, or a file of the user's own."""

from __future__ import annotations

import contextlib
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.atomic import replace_bytes
from geo.crs import STORAGE_CRS, metric_crs_for
from geo.datum.ground import refuse_elsewhere
from geo.faults import Fault, InputRefused
from geo.network.graph import Network
from geo.network.quality import Quality, quality
from geo.network.sources.cache import (
    cached_network,
    dump,
    forget_oldest,
    is_of_another_version,
    load,
)
from geo.network.sources.reading import Options, Read, read_network
from spaces.content import Content
from spaces.content.state_folder import state_folder
from spaces.places import Population
from spaces.places.population_cells import centres
from spaces.walking.distance_raster import raster_bytes, raster_path
from spaces.walking.large_networks import LargeWalkNetwork
from spaces.walking.network import WalkNetwork
from spaces.walking.search_limits import TILED_NODES

FOLDER = "network"
_SUFFIX = ".npz"
_MOST_KEPT = 8
"""Files of streets that are kept read; a city takes 1 to 60 MB."""


def network_path(content: Content, place: str) -> Path:
    """Where the network of a place lies, if there is one."""
    return content.path(FOLDER, f"{place}{_SUFFIX}")


def load_network(content: Content, place: str) -> Network | None:
    """Network of a place from the data folder; None if the folder holds none.

    Raises
    ------
    InputRefused
        ``network.kept_unreadable`` if the file is damaged, ``network.kept_other_version`` if it
        was imported by another version of the rules: import again.
    """
    path = network_path(content, place)
    return open_network(path).network if path.is_file() else None


def walk_network(content: Content, place: str) -> WalkNetwork | None:
    """Network of a place ready to walk on, with what import kept beside it; see above."""
    network = load_network(content, place)
    kept = raster_path(network_path(content, place))
    return None if network is None else prepare(network, raster_path=kept)


def prepare(
    network: Network, *, raster_path: Path | None = None, tiled_nodes: int = TILED_NODES
) -> WalkNetwork:
    """Make a network ready to be walked on.

    Parameters
    ----------
    network : Network
        The streets.
    raster_path : Path, optional
        Where a joined raster of this network may lie; see :mod:`spaces.walking.distance_raster`.
    tiled_nodes : int
        With more nodes it is searched by tiles; see :mod:`spaces.walking.large_networks`.
    """
    fits = LargeWalkNetwork if network.node_count > tiled_nodes else WalkNetwork
    return fits(network, raster_path=raster_path)


def open_network(
    path: Path,
    boundary: BaseGeometry | None = None,
    options: Options | None = None,
    *,
    again: bool = False,
) -> Read:
    """Read a network: any format of streets, or one that was imported before.

    Parameters
    ----------
    path : Path
        The file.
    boundary : Polygon or MultiPolygon, optional
        The place, WGS-84: a network of another city is refused.
    options : Options, optional
        How it is read.
    again : bool
        Whether the same file is likely to be asked for again: what was read is then kept in
        binary form, found by the content of the file (:mod:`geo.network.sources.cache`).

    Raises
    ------
    InputRefused
        With every reason found.
    """
    if path.suffix.lower() != _SUFFIX:
        if not again:
            return read_network(path, boundary=boundary, options=options)
        folder = state_folder() / "networks"
        found = cached_network(path, folder, boundary=boundary, options=options)
        forget_oldest(folder, _MOST_KEPT)
        return found
    kept = load(path)
    if kept is None:
        other = is_of_another_version(path)
        code = "network.kept_other_version" if other else "network.kept_unreadable"
        raise InputRefused([Fault(code, path.name)])
    read = kept[0]
    if boundary is not None:
        _require_here(read.network, boundary, path.name)
    return read


def _require_here(network: Network, boundary: BaseGeometry, file: str) -> None:
    refuse_elsewhere(np.column_stack([network.node_lon, network.node_lat]), boundary, file)


def keep_network(read: Read, content: Content, place: str) -> Path:
    """Write a network into the data folder, all or nothing; its notice goes with it.

    Beside it goes its raster (see :mod:`spaces.walking.distance_raster`). A raster that cannot
    be written is done without: it is then joined anew when the pages first ask for areas.

    Parameters
    ----------
    read : Read
        The network as it was read.
    content : Content
        The data folder.
    place : str
        Code of the place.
    """
    path = network_path(content, place)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(path, dump(read))
    with contextlib.suppress(OSError):
        replace_bytes(raster_path(path), raster_bytes(read.network))
    return path


def judge(
    network: Network, population: Population | None, outline: BaseGeometry | None = None
) -> Quality:
    """Say how good a network is for the children of a place; see :mod:`geo.network.quality`.

    Parameters
    ----------
    network : Network
        The streets.
    population : Population or None
        Children of the place, where known.
    outline : Polygon or MultiPolygon, optional
        The place, WGS-84: where it is known, a network with next to nothing of it is told.
    """
    area_km2 = None
    if outline is not None:
        place = gpd.GeoSeries([outline], crs=STORAGE_CRS)
        area_km2 = float(place.to_crs(metric_crs_for(place)).area.iloc[0]) / 1e6
    if population is None:
        return quality(network, area_km2=area_km2)
    points = centres(population.cells.to_crs(STORAGE_CRS))
    xy = network.to_metres(shapely.get_x(points), shapely.get_y(points))
    xy[~np.isfinite(xy).all(axis=1)] = np.nan
    children = population.cells["children"].to_numpy(dtype=np.float64)
    return quality(network, xy, children, area_km2=area_km2)
