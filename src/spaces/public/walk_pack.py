"""A walking network packed for the browser, which then searches walks by itself.

So the place a parent stands at stays on the phone. Sites are joined to the streets here, by the
same code as everywhere; the browser joins only the one point where a walk begins.

The file: ``CFSW``, the length of a JSON head (uint32, little-endian), the head padded with
blanks to whole words, then the arrays named in the head, each padded to whole words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.arrays import Floats
from geo.network.graph import Network
from geo.network.rules import Arterials, Rules
from geo.network.snap import LIMIT_M
from spaces.public.street_names import street_names
from spaces.sites import is_located
from spaces.walking import WalkNetwork

MAGIC: Final = b"CFSW"
UNIT_DEG: Final = 1e-7
"""Streets are drawn and joined to a centimetre."""
_SHARES: Final = 65_535
_NAMES: Final = {"uint32": "Uint32", "int32": "Int32", "uint16": "Uint16", "uint8": "Uint8"}
Array = NDArray[Any]


def walk_pack(
    streets: WalkNetwork,
    sites: gpd.GeoDataFrame,
    gates: dict[str, Any],
    *,
    rules: Iterable[Arterials] = (),
) -> bytes:
    """Pack a network and where each site meets it.

    Parameters
    ----------
    streets : WalkNetwork
        The network of the place.
    sites : GeoDataFrame
        Public sites, EPSG:4326, index id, in the order of the payload.
    gates : dict of str to MultiPoint
        Entrances by id of the site, WGS-84; sites that are not public are passed over.
    rules : iterable of Arterials
        How the walkers deal with arterials: for each rule where the sites meet the streets that it
        leaves open, and which streets are joined last because they lead nowhere.
    """
    network = streets.network
    arrays = _streets(network) | _barriers(network)
    for rule in sorted({"allowed", *rules}):
        last = streets.router(Rules(0.0, rule)).last.astype(np.uint8)
        own = _doors(streets, sites, gates, rule) | {"last": last}
        arrays |= {f"{rule}_{name}": array for name, array in own.items()}
    head = {
        "version": 2,
        "unit_deg": UNIT_DEG,
        "join_limit_m": LIMIT_M,
        "shares": _SHARES,
        "notice": network.notice,
        "demo": network.demo,
        "sites": len(sites),
        "nodes": network.node_count,
        "streets": street_names(network),
        "arrays": [[name, _NAMES[a.dtype.name], a.size] for name, a in arrays.items()],
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    body = b"".join(_padded(array) for array in arrays.values())
    return MAGIC + len(text).to_bytes(4, "little") + text + body


def _padded(array: Array) -> bytes:
    data: bytes = array.astype(array.dtype.newbyteorder("<")).tobytes()
    return data.ljust(-(-len(data) // 4) * 4, b"\0")


def _steps(lonlat: Floats) -> dict[str, Array]:
    """Coordinates as steps: most are small, so that they pack well."""
    whole = np.rint(lonlat / UNIT_DEG).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=0).astype(np.int32)
    return {"lon": steps[:, 0].copy(), "lat": steps[:, 1].copy()}


def _streets(network: Network) -> dict[str, Array]:
    edges = network.edges
    return {
        "u": edges.u.astype(np.uint32),
        "v": edges.v.astype(np.uint32),
        "length_cm": np.rint(edges.length_m * 100).astype(np.uint32),
        "points": np.diff(edges.offsets).astype(np.uint16),
        "flags": edges.flags.astype(np.uint8),
        "node_flags": network.node_flags.astype(np.uint8),
        **_steps(network.to_degrees(edges.coords)),
    }


def _barriers(network: Network) -> dict[str, Array]:
    """Water and rail as lines: rings of an area carry its number, lines carry 0."""
    lines: list[Floats] = []
    owner: list[int] = []
    area = 0
    for shape in shapely.get_parts(network.barriers):
        if shape.geom_type == "Polygon":
            area += 1
            rings = [shape.exterior, *shape.interiors]
            lines += [shapely.get_coordinates(ring) for ring in rings]
            owner += [area] * len(rings)
        elif shape.geom_type == "LineString":
            lines.append(shapely.get_coordinates(shape))
            owner.append(0)
    xy = np.concatenate(lines) if lines else np.zeros((0, 2))
    steps = _steps(network.to_degrees(xy)) if len(xy) else _steps(np.zeros((0, 2)))
    return {
        "barrier_points": np.array([len(line) for line in lines], dtype=np.uint32),
        "barrier_area": np.array(owner, dtype=np.uint32),
        "barrier_lon": steps["lon"],
        "barrier_lat": steps["lat"],
    }


def _doors(
    streets: WalkNetwork, sites: gpd.GeoDataFrame, gates: dict[str, Any], arterials: Arterials
) -> dict[str, Array]:
    """Where the entrances of sites meet the streets; those that meet none are left out."""
    there = is_located(sites).to_numpy()
    entrances = streets.entrance_points(sites.geometry[there], gates)
    snapped = streets.snapped(entrances.xy, arterials, "entrances-" + entrances.key)
    met = np.flatnonzero(snapped.edge >= 0)
    site = np.flatnonzero(there)[entrances.owner[met]]
    return {
        "door_edge": snapped.edge[met].astype(np.uint32),
        "door_site": site.astype(np.uint32),
        "door_share": np.rint(snapped.share[met] * _SHARES).astype(np.uint16),
        "door_leg_cm": np.rint(snapped.leg_m[met] * 100).astype(np.uint16),
    }
